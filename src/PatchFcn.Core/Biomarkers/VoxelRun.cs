using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>Neighbouring voxels of one row: the columns from <paramref name="Start"/> up to, but not including, <paramref name="End"/>.</summary>
/// <param name="Slice">Slice index.</param>
/// <param name="Row">Row index.</param>
/// <param name="Start">First column.</param>
/// <param name="End">The column after the last.</param>
public readonly record struct VoxelRun(int Slice, int Row, int Start, int End)
{
    /// <summary>Number of voxels.</summary>
    public int Length => End - Start;

    /// <summary>The smallest box around the rows and columns of some runs, whatever their slices.</summary>
    public static PixelBox BoxAround(ReadOnlySpan<VoxelRun> runs)
    {
        var box = PixelBox.Empty;
        foreach (var run in runs)
            box = box.Union(new PixelBox(run.Row, run.Row + 1, run.Start, run.End));
        return box;
    }
}
