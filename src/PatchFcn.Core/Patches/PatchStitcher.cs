using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Patches;

/// <summary>
/// Puts the pixel predictions of patches together by averaging them in image space (paper, "inference"). The average is the same to the last bit for
/// patches added in the same order, and the same up to rounding for any order.
/// </summary>
public sealed class PatchStitcher
{
    private readonly PatchGrid _grid;
    private readonly float[] _sums;

    /// <summary>Starts with a slice to which no patch was added.</summary>
    /// <param name="grid">The patches of the slice, each of which is added once.</param>
    /// <param name="classes">Number of classes.</param>
    public PatchStitcher(PatchGrid grid, int classes)
    {
        (_grid, Classes) = (grid, classes);
        _sums = new float[classes * grid.Rows * grid.Columns];
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Adds a patch.</summary>
    /// <param name="position">Which patch.</param>
    /// <param name="pixels">Its predictions; axis order class, row, column. What lies past the end of the slice is dropped.</param>
    public void Add(PatchPosition position, ReadOnlySpan<float> pixels)
    {
        var (height, width) = _grid.Inside(position);
        for (var c = 0; c < Classes; c++)
            for (var row = 0; row < height; row++)
                VectorMath.Add(
                    pixels.Slice((c * _grid.Patch + row) * _grid.Patch, width),
                    _sums.AsSpan((c * _grid.Rows + position.Row + row) * _grid.Columns + position.Column, width));
    }

    /// <summary>The averages, once every patch of the grid was added; axis order class, row, column. The stitcher is spent afterwards.</summary>
    public float[] Average()
    {
        for (var line = 0; line < Classes * _grid.Rows; line++)
        {
            var values = _sums.AsSpan(line * _grid.Columns, _grid.Columns);
            for (var column = 0; column < values.Length; column++)
                values[column] /= _grid.Coverage(line % _grid.Rows, column);
        }
        return _sums;
    }
}
