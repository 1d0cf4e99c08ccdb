using System.CommandLine;

namespace PatchFcn.Training.Presets;

/// <summary><c>--preset</c>.</summary>
internal static class PresetOption
{
    public static Option<string> Create()
    {
        var option = new Option<string>("--preset") { Description = "Numbers of the training run.", DefaultValueFactory = _ => TrainingPreset.Compact.Name };
        option.AcceptOnlyFromAmong([.. TrainingPreset.Names]);
        return option;
    }
}
