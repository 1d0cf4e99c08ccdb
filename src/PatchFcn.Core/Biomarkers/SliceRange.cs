namespace PatchFcn.Core.Biomarkers;

/// <summary>Consecutive slices, both ends included.</summary>
/// <param name="First">Most inferior slice.</param>
/// <param name="Last">Most superior slice.</param>
public readonly record struct SliceRange(int First, int Last)
{
    /// <summary>Number of slices.</summary>
    public int Count => Last - First + 1;
}
