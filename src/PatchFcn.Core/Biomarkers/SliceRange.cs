namespace PatchFcn.Core.Biomarkers;

/// <summary>Consecutive slices, both ends included.</summary>
/// <param name="First">Most inferior slice.</param>
/// <param name="Last">Most superior slice.</param>
public readonly record struct SliceRange(int First, int Last)
{
    /// <summary>Number of slices.</summary>
    public int Count => Last - First + 1;

    /// <summary>Whether it shares a slice with another.</summary>
    public bool Overlaps(SliceRange other) => First <= other.Last && Last >= other.First;
}
