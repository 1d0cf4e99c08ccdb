using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// By how many whole pixels the slices of a stack lie displaced against each other in their plane: the shear of a tilted gantry.
/// </summary>
internal sealed class StackShifts(VolumeGeometry geometry)
{
    private readonly int[] _rows = FromTheFirst(InPlaneOffsets.Rows(geometry));
    private readonly int[] _columns = FromTheFirst(InPlaneOffsets.Columns(geometry));

    /// <summary>
    /// Puts into <paramref name="moved"/> the pixels of slice <paramref name="to"/> that lie above or below those set in slice <paramref
    /// name="from"/>.
    /// </summary>
    public void Project(VoxelMask mask, int from, int to, Span<ulong> moved)
    {
        moved.Clear();
        var (rows, columns) = (_rows[from] - _rows[to], _columns[from] - _columns[to]);
        for (var row = Math.Max(0, rows); row < Math.Min(mask.Rows, mask.Rows + rows); row++)
        {
            var target = moved.Slice(row * mask.WordsPerRow, mask.WordsPerRow);
            BitPlane.OrMoved(mask.Row(from, row - rows), columns, target);
            target[^1] &= mask.LastWordBits;
        }
    }

    private static int[] FromTheFirst(double[] offsets) => Array.ConvertAll(offsets, offset => InPlaneOffsets.Round(offset - offsets[0]));
}
