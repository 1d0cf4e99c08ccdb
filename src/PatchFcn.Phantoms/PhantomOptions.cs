namespace PatchFcn.Phantoms;

/// <summary>Which bleeds a phantom has.</summary>
public enum BleedChoice
{
    /// <summary>No bleed: a negative control, possibly with mimics.</summary>
    None,

    /// <summary>Subdural.</summary>
    Sdh,

    /// <summary>Epidural.</summary>
    Edh,

    /// <summary>In the brain itself: contusion, intracerebral hemorrhage or traumatic axonal injury.</summary>
    Iph,

    /// <summary>Subarachnoid.</summary>
    Sah,

    /// <summary>In the ventricles.</summary>
    Ivh,

    /// <summary>The seed decides: none in two of five, otherwise one to three bleeds of any type.</summary>
    Random,
}

/// <summary>How hard it is to tell whether there is a bleed.</summary>
public enum Difficulty
{
    /// <summary>As in a hospital's daily work: mimics in some, bleeds of any size.</summary>
    Ordinary,

    /// <summary>
    /// To test with: one to three mimics in every head. Where the seed decides about the bleed, every second seed has one, the types taking turns; every third bleed
    /// is under 5 mL (but none under 1 mL), and every third subdural is as dense as brain.
    /// </summary>
    Hard,
}

/// <summary>What is asked of a phantom; everything else is drawn from the seed.</summary>
public sealed record PhantomOptions
{
    /// <summary>Which bleeds. Default <see cref="BleedChoice.Random"/>.</summary>
    public BleedChoice Bleed { get; init; } = BleedChoice.Random;

    /// <summary>How hard. Default <see cref="Difficulty.Ordinary"/>.</summary>
    public Difficulty Difficulty { get; init; }

    /// <summary>Rows and columns of the slices, 64 to 1024; null: 512.</summary>
    public int? MatrixSize { get; init; }

    /// <summary>Pixel spacing in mm, 0.2 to 4; null: drawn so that the field of view is 212 to 256 mm.</summary>
    public double? PixelSpacingMm { get; init; }

    /// <summary>Table step from slice to slice in mm, which is also the slice thickness, 0.5 to 20; null: drawn, mostly 5 mm.</summary>
    public double? SliceSpacingMm { get; init; }

    internal void Validate()
    {
        RequireRange(MatrixSize, 64, 1024, nameof(MatrixSize));
        RequireRange(PixelSpacingMm, 0.2, 4, nameof(PixelSpacingMm));
        RequireRange(SliceSpacingMm, 0.5, 20, nameof(SliceSpacingMm));
    }

    private static void RequireRange(double? value, double low, double high, string name)
    {
        if (value is { } number && !(number >= low && number <= high))
            throw new ArgumentOutOfRangeException(name, number, $"Must be {low} to {high}.");
    }
}
