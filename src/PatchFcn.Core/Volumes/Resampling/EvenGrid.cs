namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// An evenly spaced grid for a stack of slices, for files that know one step alone. Every plane shows the nearest slice, so that nothing is blended and every slice is shown. A stack that is
/// nearly even is its own grid.
/// </summary>
public sealed class EvenGrid
{
    /// <summary>How far, in distances of the closest slices, a slice of an even stack may lie from where the mean step puts it: half of what a plane of a grid may be off.</summary>
    private const double LargestShift = 0.25;

    /// <summary>Planes and voxels of a grid: slices that nearly coincide would make thousands of planes.</summary>
    private const int MostPlanes = 512;
    private const int MostVoxels = 512 * 512 * 512;

    private const double RoundingMm = 1e-6;

    private readonly int[] _slices;

    private EvenGrid(VolumeGeometry geometry, int[] slices) => (Geometry, _slices) = (geometry, slices);

    /// <summary>Where the planes lie, from the first to the last slice of the stack.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>For every plane the index of the slice that it shows.</summary>
    public IReadOnlyList<int> Slices => _slices;

    /// <summary>
    /// The grid of a stack: the stack itself where it is even, else planes not further apart than the closest slices. Where that would be too many planes, there are as many as may be, and slices
    /// that nearly coincide share one.
    /// </summary>
    public static EvenGrid Of(VolumeGeometry stack)
    {
        if (IsEven(stack))
            return new EvenGrid(stack, [.. Enumerable.Range(0, stack.SliceCount)]);

        var most = Math.Max(stack.SliceCount, Math.Min(MostPlanes, MostVoxels / stack.SliceLength));
        var count = (int)Math.Min(most, Math.Ceiling(Extent(stack) / stack.Gaps().Min() - RoundingMm) + 1);
        var (first, last) = (stack.SliceOrigins[0], stack.SliceOrigins[^1]);
        var geometry = new VolumeGeometry(
            stack.Rows, stack.Columns, stack.RowSpacing, stack.ColumnSpacing, stack.RowDirection, stack.ColumnDirection,
            [.. Enumerable.Range(0, count).Select(plane => first + (last - first) * (plane / (count - 1.0)))], stack.SliceThickness);
        return new EvenGrid(geometry, Nearest(stack.SlicePositions, geometry.SlicePositions));
    }

    /// <summary>The voxels of a stack on its grid.</summary>
    /// <param name="voxels">Those of the stack; axis order slice, row, column.</param>
    /// <returns>Axis order plane, row, column; the same voxels, not copied, where every slice has its plane.</returns>
    public ReadOnlySpan<T> Lay<T>(ReadOnlySpan<T> voxels)
    {
        if (_slices.Index().All(plane => plane.Index == plane.Item))
            return voxels;
        var laid = new T[Geometry.VoxelCount];
        for (var plane = 0; plane < _slices.Length; plane++)
            voxels.Slice(_slices[plane] * Geometry.SliceLength, Geometry.SliceLength).CopyTo(laid.AsSpan(plane * Geometry.SliceLength));
        return laid;
    }

    private static bool IsEven(VolumeGeometry stack)
    {
        var step = Extent(stack) / Math.Max(1, stack.SliceCount - 1);
        var most = LargestShift * stack.Gaps().DefaultIfEmpty().Min();
        return !stack.SlicePositions.Where((mm, slice) => Math.Abs(mm - stack.SlicePositions[0] - slice * step) > most + RoundingMm).Any();
    }

    private static double Extent(VolumeGeometry stack) => stack.SlicePositions[^1] - stack.SlicePositions[0];

    /// <summary>The nearest slice to every plane, the lower of two that are as near; both ascend.</summary>
    private static int[] Nearest(IReadOnlyList<double> slices, IReadOnlyList<double> planes)
    {
        var nearest = new int[planes.Count];
        var slice = 0;
        for (var plane = 0; plane < nearest.Length; plane++)
        {
            while (slice + 1 < slices.Count && slices[slice + 1] - planes[plane] < planes[plane] - slices[slice] - RoundingMm)
                slice++;
            nearest[plane] = slice;
        }
        return nearest;
    }
}
