using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Core.Aggregation;

namespace PatchFcn.Training.Presets;

/// <summary>Presets as JSON, to be changed by hand and kept beside a run.</summary>
internal static class PresetFile
{
    /// <summary>How presets are written, here and in checkpoints.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A preset by its name, or from a file, for the classes that are asked for.</summary>
    /// <param name="nameOrFile">Name or path.</param>
    /// <param name="multiclass">The four classes of the paper in place of those of the preset.</param>
    /// <exception cref="InvalidDataException">There is neither, or the file is not a preset.</exception>
    public static TrainingPreset Find(string nameOrFile, bool multiclass)
    {
        var preset = Find(nameOrFile);
        return multiclass ? preset with { Network = preset.Network with { Classes = HemorrhageClass.Types } } : preset;
    }

    /// <summary>A preset by its name, or from a file.</summary>
    /// <exception cref="InvalidDataException">There is neither, or the file is not a preset, or one that no run can be made with (<see cref="TrainingPreset.Validate"/>).</exception>
    public static TrainingPreset Find(string nameOrFile)
    {
        if (TrainingPreset.Names.Contains(nameOrFile))
            return TrainingPreset.Named(nameOrFile);
        if (!File.Exists(nameOrFile))
            throw new InvalidDataException($"{nameOrFile} is neither a preset ({string.Join(", ", TrainingPreset.Names)}) nor a file.");
        try
        {
            var preset = JsonSerializer.Deserialize<TrainingPreset>(File.ReadAllText(nameOrFile), Json) ?? throw new JsonException("It is null.");
            preset.Validate();
            return preset;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{nameOrFile} is not a preset: {exception.Message}", exception);
        }
    }
}
