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

/// <summary>What is asked of a phantom; everything else is drawn from the seed.</summary>
public sealed record PhantomOptions
{
    /// <summary>Which bleeds. Default <see cref="BleedChoice.Random"/>.</summary>
    public BleedChoice Bleed { get; init; } = BleedChoice.Random;

    /// <summary>Rows and columns of the slices, 64 to 1024; null: 512.</summary>
    public int? MatrixSize { get; init; }

    /// <summary>Pixel spacing in mm; null: drawn so that the field of view is 212 to 256 mm.</summary>
    public double? PixelSpacingMm { get; init; }

    /// <summary>Table step from slice to slice in mm, which is also the slice thickness; null: drawn, mostly 5 mm.</summary>
    public double? SliceSpacingMm { get; init; }
}
