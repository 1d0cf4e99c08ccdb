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

    // The old ones, which are mimics, come first, so that fresh blood is painted over them.
    [JsonInclude]
    internal IReadOnlyList<BleedSpec> Bleeds { get; init; } = [];

    /// <summary>Draws a phantom. The same seed and options give the same phantom.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static PhantomSpec Draw(ulong seed, PhantomOptions? options = null)
    {
        options ??= new PhantomOptions();
        options.Validate();
        var anatomy = AnatomySpec.Draw(new PhantomRandom(seed, "anatomy"));
        var mimics = new PhantomRandom(seed, "mimics");
        var hard = options.Difficulty == Difficulty.Hard;
        List<BleedSpec> bleeds = [];
        if (mimics.Chance(hard ? 0.25 : 0.08))
            bleeds.Add(BleedSampler.OldInfarct(mimics));
        if (mimics.Chance(hard ? 0.2 : 0.06))
            bleeds.Add(BleedSampler.ChronicSubdural(mimics));
        var random = new PhantomRandom(seed, "bleeds");
        bleeds.AddRange(hard && options.Bleed == BleedChoice.Random ? BleedSampler.DrawHard(random, seed) : BleedSampler.Draw(random, options.Bleed));
        return new PhantomSpec
        {
            Seed = seed,
            Anatomy = anatomy with
            {
                Sella = SellaSpec.Draw(new PhantomRandom(seed, "sella"), anatomy),
                Frontal = FrontalBoneSpec.Draw(new PhantomRandom(seed, "frontal")),
                Dura = DuraSpec.Draw(new PhantomRandom(seed, "dura")),
                GreyMatter = GreyMatterSpec.Draw(new PhantomRandom(seed, "grey matter")),
                Incidentals = IncidentalSpec.Draw(new PhantomRandom(seed, "incidentals"), anatomy, options.Difficulty),
            },
            Pose = PoseSpec.Draw(new PhantomRandom(seed, "pose")),
            Scanner = ScannerSpec.Draw(new PhantomRandom(seed, "scanner"), options),
            Bleeds = bleeds,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, Printing);
}
