using System.CommandLine;
using System.Text.Json;

namespace PatchFcn.Training.Presets;

/// <summary><c>patchfcn-train preset</c>: prints the numbers of a preset, to begin a file of one's own with.</summary>
internal static class PresetCommand
{
    public static Command Create()
    {
        var preset = new Argument<string>("preset") { Description = "paper, compact or tiny." };
        preset.AcceptOnlyFromAmong([.. TrainingPreset.Names]);
        var command = new Command("preset", "Prints a preset as JSON; --preset takes such a file too.") { preset };
        command.SetAction(arguments => Console.WriteLine(JsonSerializer.Serialize(TrainingPreset.Named(arguments.GetRequiredValue(preset)), PresetFile.Json)));
        return command;
    }
}
