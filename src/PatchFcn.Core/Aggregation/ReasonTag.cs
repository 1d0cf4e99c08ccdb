namespace PatchFcn.Core.Aggregation;

/// <summary>
/// The catalogue of reason tags: what a reader should weigh before believing a finding. A tag never removes a finding and never lowers its score. The limits are
/// in <see cref="ReasonTagger"/> and <see cref="LesionDensity"/>.
/// </summary>
public static class ReasonTag
{
    /// <summary>It is seen on one slice of the analysis only, as many artefacts are; that is a slab of several thin ones.</summary>
    public const string SingleSlice = "singleSlice";

    /// <summary>Its volume is below 0.5 mL.</summary>
    public const string SmallVolume = "smallVolume";

    /// <summary>Most of it lies in the lowest 30 mm of the brain, where streaks and partial volume of the skull base mimic blood.</summary>
    public const string SkullBase = "skullBase";

    /// <summary>It reaches the edge of the brain mask in plane, as collections under the skull do, but also partial volume of bone.</summary>
    public const string TouchesBone = "touchesBone";

    /// <summary>It reaches the lowest or highest slice of the scan and may go on beyond: its volume is a lower bound.</summary>
    public const string ScanEdge = "scanEdge";

    /// <summary>At least half of it is denser than 100 HU, denser than blood: calcification, bone, metal or contrast medium.</summary>
    public const string CalcificationRange = "calcificationRange";

    /// <summary>At least half of it is below 40 HU, not denser than brain: old or diluted blood, or partial volume.</summary>
    public const string LowDensity = "lowDensity";
}
