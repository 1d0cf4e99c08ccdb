namespace PatchFcn.Core.Aggregation;

/// <summary>What becomes a finding of its own and how findings are described.</summary>
public sealed record AggregationOptions
{
    /// <summary>The options of the product.</summary>
    public static AggregationOptions Default { get; } = new();

    /// <summary>
    /// Components smaller than this, mL, are not listed: a list of specks helps nobody. They stay in the mask and in the volumes; their number and volume are reported.
    /// 0.02 mL is about 20 pixels of a 512² slice of 5 mm, or a bleed of 2 × 2 × 5 mm.
    /// </summary>
    public double MinimumMl { get; init; } = 0.02;

    /// <summary>A finding whose centroid is closer to the midsagittal plane than this, mm, is called midline.</summary>
    public double MidlineMm { get; init; } = 3;

    /// <summary>A finding with at least this share of its volume on either side of the plane is called midline.</summary>
    public double StraddlingShare { get; init; } = 0.3;

    /// <summary>Findings below this volume, mL, are tagged <see cref="ReasonTag.SmallVolume"/>.</summary>
    public double SmallMl { get; init; } = 0.5;

    /// <summary>Height of the part of the brain, mm above its lowest slice, that is tagged <see cref="ReasonTag.SkullBase"/>.</summary>
    public double SkullBaseMm { get; init; } = 30;

    /// <summary>Voxels denser than this, HU, are too dense for blood, whose limit is near 100 HU.</summary>
    public double CalcificationHu { get; init; } = 100;

    /// <summary>Voxels less dense than this, HU, are not denser than brain.</summary>
    public double LowDensityHu { get; init; } = 40;
}
