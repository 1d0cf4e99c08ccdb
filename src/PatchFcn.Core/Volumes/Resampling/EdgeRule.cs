namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>What stands beyond the first and the last slice of a study.</summary>
public enum EdgeRule
{
    /// <summary>The outermost slice once more.</summary>
    Repeat,

    /// <summary>A slice of fill values.</summary>
    Fill,
}
