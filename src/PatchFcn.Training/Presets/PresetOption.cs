using System.CommandLine;

namespace PatchFcn.Training.Presets;

/// <summary><c>--preset</c>.</summary>
internal static class PresetOption
{
    public static Option<string> Create() => new("--preset")
    {
        Description = "Numbers of the training run: paper, compact, tiny, or a JSON file.",
        DefaultValueFactory = _ => TrainingPreset.Compact.Name,
    };
}
