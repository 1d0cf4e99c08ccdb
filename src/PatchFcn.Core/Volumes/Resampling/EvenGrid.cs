namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// An evenly spaced grid for a stack of slices, for files that know one step alone. Every plane shows the nearest slice, moved by whole pixels to where it lies, so that nothing is blended and every
/// slice is shown. A stack that is nearly even is its own grid.
/// </summary>
public sealed class EvenGrid
{
    /// <summary>How far, in distances of the closest slices, a slice of an even stack may lie from where the mean step puts it: half of what a plane of a grid may be off.</summary>
    private const double LargestShift = 0.25;

    /// <summary>Planes and voxels of a grid: slices that nearly coincide would make thousands of planes.</summary>
    private const int MostPlanes = 512;
    private const int MostVoxels = 512 * 512 * 512;

    private const double RoundingMm = 1e-6;

    private readonly Plane[] _planes;

    private EvenGrid(VolumeGeometry geometry, Plane[] planes) => (Geometry, _planes) = (geometry, planes);

    /// <summary>Where the planes lie, from the first to the last slice of the stack.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>For every plane the index of the slice that it shows.</summary>
    public IReadOnlyList<int> Slices => [.. _planes.Select(plane => plane.Slice)];

    /// <summary>
    /// The grid of a stack: the stack itself where it is even and its slices lie above each other, else planes not further apart than the closest slices. Where that would be too many planes, there
    /// are as many as may be, and slices that nearly coincide share one.
    /// </summary>
    public static EvenGrid Of(VolumeGeometry stack)
    {
        var most = Math.Max(stack.SliceCount, Math.Min(MostPlanes, MostVoxels / stack.SliceLength));
        var count = HasEvenSteps(stack) ? stack.SliceCount : (int)Math.Min(most, Math.Ceiling(Extent(stack) / stack.Gaps().Min() - RoundingMm) + 1);
        var (first, last) = (stack.SliceOrigins[0], stack.SliceOrigins[^1]);
        var geometry = new VolumeGeometry(
            stack.Rows, stack.Columns, stack.RowSpacing, stack.ColumnSpacing, stack.RowDirection, stack.ColumnDirection,
            [.. Enumerable.Range(0, count).Select(plane => first + (last - first) * (plane / Math.Max(1, count - 1.0)))], stack.SliceThickness);
        Plane[] planes = [.. Nearest(stack.SlicePositions, geometry.SlicePositions).Select((slice, plane) => Shown(stack, slice, geometry.SliceOrigins[plane]))];
        return new EvenGrid(AreAsTheyAre(planes) ? stack : geometry, planes);
    }

    /// <summary>The voxels of a stack on its grid.</summary>
    /// <param name="voxels">Those of the stack; axis order slice, row, column.</param>
    /// <returns>Axis order plane, row, column; the same voxels, not copied, where every slice has its plane. What is moved beyond the edge of a plane is left out; what is laid bare has the default value.</returns>
    public ReadOnlySpan<T> Lay<T>(ReadOnlySpan<T> voxels)
    {
        if (AreAsTheyAre(_planes))
            return voxels;
        var laid = new T[Geometry.VoxelCount];
        for (var plane = 0; plane < _planes.Length; plane++)
            Move(voxels.Slice(_planes[plane].Slice * Geometry.SliceLength, Geometry.SliceLength), laid.AsSpan(plane * Geometry.SliceLength, Geometry.SliceLength), _planes[plane]);
        return laid;
    }

    private void Move<T>(ReadOnlySpan<T> slice, Span<T> laid, Plane plane)
    {
        var (left, right) = (Math.Max(0, plane.Columns), Math.Min(Geometry.Columns, Geometry.Columns + plane.Columns));
        for (var row = Math.Max(0, plane.Rows); row < Math.Min(Geometry.Rows, Geometry.Rows + plane.Rows) && left < right; row++)
            slice.Slice((row - plane.Rows) * Geometry.Columns + left - plane.Columns, right - left).CopyTo(laid[(row * Geometry.Columns + left)..]);
    }

    private static bool AreAsTheyAre(Plane[] planes) => planes.Index().All(plane => plane.Item == new Plane(plane.Index, 0, 0));

    private static Plane Shown(VolumeGeometry stack, int slice, Vector3D plane)
    {
        var beside = stack.SliceOrigins[slice] - plane;
        return new(
            slice,
            InPlaneOffsets.Round(Vector3D.Dot(beside, stack.ColumnDirection) / stack.RowSpacing),
            InPlaneOffsets.Round(Vector3D.Dot(beside, stack.RowDirection) / stack.ColumnSpacing));
    }

    private static bool HasEvenSteps(VolumeGeometry stack)
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

    /// <summary>What a plane shows.</summary>
    /// <param name="Slice">Index of the slice.</param>
    /// <param name="Rows">Rows by which it lies beside the plane.</param>
    /// <param name="Columns">Columns by which it does.</param>
    private readonly record struct Plane(int Slice, int Rows, int Columns);
}
