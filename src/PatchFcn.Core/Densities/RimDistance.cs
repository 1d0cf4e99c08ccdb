using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Densities;

/// <summary>
/// How far the voxels of a slice lie from the rim of the brain, within the slice, as a beam crosses it (<see cref="ChamferDistance"/>). One object measures slice after slice; not safe for
/// concurrent use.
/// </summary>
internal sealed class RimDistance
{
    private readonly VoxelMask _brain;
    private readonly float _down;
    private readonly float _right;
    private readonly float[] _distances;

    /// <param name="brain">The voxels that were not stripped.</param>
    /// <param name="geometry">Geometry of the stack.</param>
    public RimDistance(VoxelMask brain, VolumeGeometry geometry)
    {
        (_brain, _down, _right) = (brain, (float)geometry.RowSpacing, (float)geometry.ColumnSpacing);
        _distances = new float[(brain.Rows + 2) * (brain.Columns + 2)];
    }

    /// <summary>The part of the slice that was measured: all of its brain.</summary>
    public PixelBox Box { get; private set; }

    // The box has a border of one pixel without brain, which what lies beyond the slice is.
    private int Stride => Box.Columns + 2;

    /// <summary>Distances in mm of a row of the box, from its first column on, to the centre of the nearest pixel without brain; 0 there.</summary>
    public ReadOnlySpan<float> Row(int row) => _distances.AsSpan((row - Box.Row + 1) * Stride + 1, Box.Columns);

    /// <summary>Where a row of the box begins in the slice; axis order row, column.</summary>
    public int Start(int row) => row * _brain.Columns + Box.Column;

    /// <summary>Measures a slice; it may hold no brain.</summary>
    public void Measure(int slice)
    {
        Box = PixelBox.Around(_brain, slice);
        if (Box.IsEmpty)
            return;
        Fill(slice);
        ChamferDistance.Measure(_distances.AsSpan(0, (Box.Rows + 2) * Stride), Stride, _down, _right);
    }

    private void Fill(int slice)
    {
        _distances.AsSpan(0, (Box.Rows + 2) * Stride).Clear();
        for (var row = Box.Row; row < Box.RowEnd; row++)
        {
            var words = _brain.Row(slice, row);
            var line = _distances.AsSpan((row - Box.Row + 1) * Stride + 1, Box.Columns);
            for (var column = Box.Column; column < Box.ColumnEnd; column++)
                if ((words[column >> 6] >> (column & 63) & 1) != 0)
                    line[column - Box.Column] = float.PositiveInfinity;
        }
    }
}
