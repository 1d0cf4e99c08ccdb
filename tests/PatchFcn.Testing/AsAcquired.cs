using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Testing;

/// <summary>Slices analysed as they were acquired: no slabs, no resampling.</summary>
public static class AsAcquired
{
    public static AnalysisScale Scale { get; } = new(null, null, null, EdgeRule.Repeat);

    public static PatchPlacement Placement(VolumeGeometry geometry) =>
        new(1, 1, [.. Enumerable.Range(0, geometry.SliceCount).Select(slice => new SliceRange(slice, slice))]);
}
