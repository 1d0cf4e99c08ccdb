namespace PatchFcn.Inference.Scoring;

/// <summary>Which patches of a slice are scored.</summary>
public enum ScoringGrid
{
    /// <summary>
    /// All but those whose three channels are fill values throughout; what the network makes of such a blank patch is found out once. Gives what
    /// <see cref="Full"/> gives: bit for bit on a CPU, where every batch has the same shape.
    /// </summary>
    Exact,

    /// <summary>Every patch, as the paper does.</summary>
    Full,

    /// <summary>One pass over the brain's bounding box, patch scores pooled from <c>patchLogits</c>: approximate, with operating points of its own.</summary>
    Dense,
}

/// <summary>What grids are called in model packages, reports and manifests.</summary>
public static class ScoringGridNames
{
    /// <summary><c>exact</c>, <c>full</c> or <c>dense</c>.</summary>
    public static string ToName(this ScoringGrid grid) => grid.ToString().ToLowerInvariant();
}
