using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>A connected set of voxels of one class, held as runs. Biomarkers are functions of it.</summary>
public sealed class Lesion
{
    private readonly ReadOnlyMemory<VoxelRun> _runs;

    /// <summary>A lesion over existing runs, which are not copied.</summary>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="label">Class of the voxels, 1-based.</param>
    /// <param name="runs">At least one run; ordered by slice, row, column; no two overlap.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public Lesion(VolumeGeometry geometry, byte label, ReadOnlyMemory<VoxelRun> runs)
    {
        if (runs.IsEmpty)
            throw new ArgumentException("A lesion has at least one voxel.", nameof(runs));
        (Geometry, Label, _runs) = (geometry, label, runs);
    }

    /// <summary>Where the voxels lie.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>Class of the voxels, 1-based.</summary>
    public byte Label { get; }

    /// <summary>All runs, ordered by slice, row, column.</summary>
    public ReadOnlySpan<VoxelRun> Runs => _runs.Span;

    /// <summary>First and last slice with a voxel.</summary>
    public SliceRange Slices => new(Runs[0].Slice, Runs[^1].Slice);

    /// <summary>The runs of one slice; empty where the lesion has no voxel there.</summary>
    public ReadOnlySpan<VoxelRun> OnSlice(int slice)
    {
        var start = FirstRunFrom(slice);
        return Runs[start..FirstRunFrom(slice + 1)];
    }

    /// <summary>Number of voxels on one slice.</summary>
    public int VoxelsOnSlice(int slice)
    {
        var voxels = 0;
        foreach (var run in OnSlice(slice))
            voxels += run.Length;
        return voxels;
    }

    private int FirstRunFrom(int slice)
    {
        var (low, high) = (0, Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Runs[middle].Slice < slice)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
