using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms;

/// <summary>Everything that was left to chance in a phantom, resolved. <see cref="ToString"/> prints all of it.</summary>
public sealed record PhantomSpec
{
    private static readonly JsonSerializerOptions Printing = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    private PhantomSpec()
    {
    }

    /// <summary>The seed it was drawn from.</summary>
    public required ulong Seed { get; init; }

    [JsonInclude]
    internal AnatomySpec Anatomy { get; init; } = null!;

    [JsonInclude]
    internal PoseSpec Pose { get; init; } = null!;

    [JsonInclude]
    internal ScannerSpec Scanner { get; init; } = null!;

    /// <summary>Bleeds, the chronic ones that count as mimics included.</summary>
    [JsonInclude]
    internal IReadOnlyList<BleedSpec> Bleeds { get; init; } = [];

    /// <summary>Draws a phantom. The same seed and options give the same phantom.</summary>
    public static PhantomSpec Draw(ulong seed, PhantomOptions? options = null)
    {
        options ??= new PhantomOptions();
        var anatomy = AnatomySpec.Draw(new PhantomRandom(seed, "anatomy"));
        var bleeds = BleedSampler.Draw(new PhantomRandom(seed, "bleeds"), options.Bleed);
        return new PhantomSpec
        {
            Seed = seed,
            Anatomy = anatomy,
            Pose = PoseSpec.Draw(new PhantomRandom(seed, "pose")),
            Scanner = ScannerSpec.Draw(new PhantomRandom(seed, "scanner"), options),
            Bleeds = bleeds,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, Printing);
}
