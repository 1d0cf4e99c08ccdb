using System.Numerics;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>
/// Measures how symmetric a mask is about a plane. Works in the axes of the slices (along rows, along columns, along the normal; mm), where looking up a point
/// takes a few multiplications whatever the tilt, orientation and spacing of the stack.
/// </summary>
internal sealed class MaskMirror
{
    private readonly VoxelMask _mask;
    private readonly VolumeGeometry _geometry;
    private readonly Vector3D[] _points;
    private readonly Vector3D[] _origins;
    private readonly double[] _positions;
    private readonly double _bottom;
    private readonly double _top;
    private readonly Vector3D _centre;

    /// <summary>Represents the mask by about the given number of points, or by all its voxels where they are fewer.</summary>
    public MaskMirror(VoxelMask mask, VolumeGeometry geometry, int pointCount)
    {
        (_mask, _geometry) = (mask, geometry);
        _origins = [.. geometry.SliceOrigins.Select(ToSliceAxes)];
        _bottom = geometry.SlicePositions[0] - geometry.SliceExtent(0) / 2;
        _top = geometry.SlicePositions[^1] + geometry.SliceExtent(geometry.SliceCount - 1) / 2;
        _positions = [.. geometry.SlicePositions];
        _points = Sample(Math.Max(1, mask.Count() / pointCount));
        _centre = _points.Aggregate(default(Vector3D), (sum, point) => sum + point) * (1.0 / Math.Max(1, _points.Length));
        Centroid = geometry.RowDirection * _centre.X + geometry.ColumnDirection * _centre.Y + geometry.Normal * _centre.Z;
    }

    /// <summary>Number of points.</summary>
    public int PointCount => _points.Length;

    /// <summary>Centroid of the mask in patient coordinates, mm.</summary>
    public Vector3D Centroid { get; }

    /// <summary>
    /// Share of the points whose mirror image lies in the mask, among those whose image lies within the scanned range: of a rolled head the scan cuts off more on
    /// one side than on the other. 0 where that leaves fewer than half of the points.
    /// </summary>
    /// <param name="normal">Unit normal of the plane, patient coordinates.</param>
    /// <param name="shiftMm">Distance of the plane from the centroid, along the normal.</param>
    /// <param name="every">Takes only every n-th point.</param>
    public double Symmetry(Vector3D normal, double shiftMm, int every)
    {
        var n = ToSliceAxes(normal);
        var offset = Vector3D.Dot(_centre, n) + shiftMm;
        var (used, inside, seen) = (0, 0.0, 0);
        for (var i = 0; i < _points.Length; i += every, used++)
        {
            var image = _points[i] - n * (2 * (Vector3D.Dot(_points[i], n) - offset));
            if (image.Z < _bottom || image.Z > _top)
                continue;
            seen++;
            inside += Occupancy(image);
        }
        return 2 * seen < used ? 0 : inside / seen;
    }

    /// <summary>Share of a place that the mask fills, 0 to 1: between two slices it goes over from one to the other, or the steps between thick slices would draw the plane upright.</summary>
    private double Occupancy(Vector3D point)
    {
        var slice = NearestSlice(point.Z);
        var (distance, own) = (point.Z - _positions[slice], Contains(point, slice) ? 1.0 : 0);
        var other = Math.Clamp(slice + Math.Sign(distance), 0, _positions.Length - 1);
        if (other == slice)
            return own;
        var part = distance / (_positions[other] - _positions[slice]);
        return own * (1 - part) + (Contains(point, other) ? part : 0);
    }

    private bool Contains(Vector3D point, int slice)
    {
        var row = (int)Math.Round((point.Y - _origins[slice].Y) / _geometry.RowSpacing);
        var column = (int)Math.Round((point.X - _origins[slice].X) / _geometry.ColumnSpacing);
        return (uint)row < (uint)_mask.Rows && (uint)column < (uint)_mask.Columns && _mask[slice, row, column];
    }

    /// <summary>Every n-th voxel in scan order: evenly spread, and unlike a lattice never in step with the rows of the mirror image.</summary>
    private Vector3D[] Sample(long every)
    {
        var points = new List<Vector3D>();
        var untilNext = every / 2;
        for (var line = 0; line < _mask.Slices * _mask.Rows; line++)
        {
            var (slice, row) = (line / _mask.Rows, line % _mask.Rows);
            var words = _mask.Row(slice, row);
            for (var word = 0; word < words.Length; word++)
            {
                var bits = words[word];
                for (; BitOperations.PopCount(bits) > untilNext; untilNext = every - 1)
                {
                    for (; untilNext > 0; untilNext--)
                        bits &= bits - 1;
                    points.Add(ToSliceAxes(_geometry.ToPatient(slice, row, word * 64 + BitOperations.TrailingZeroCount(bits))) + Spread(points.Count + 1, slice));
                    bits &= bits - 1;
                }
                untilNext -= BitOperations.PopCount(bits);
            }
        }
        return [.. points];
    }

    /// <summary>Points lie anywhere within their voxels, evenly spread (Roberts' R3 sequence): mirrored at an angle of 0, middles would fall onto middles again.</summary>
    private Vector3D Spread(int number, int slice)
    {
        double Within(double ratio) => number * ratio % 1 - 0.5;
        return new Vector3D(
            Within(0.8191725134) * _geometry.ColumnSpacing, Within(0.6710436067) * _geometry.RowSpacing, Within(0.5497004779) * _geometry.SliceExtent(slice));
    }

    private Vector3D ToSliceAxes(Vector3D v) =>
        new(Vector3D.Dot(v, _geometry.RowDirection), Vector3D.Dot(v, _geometry.ColumnDirection), Vector3D.Dot(v, _geometry.Normal));

    /// <summary>Starts where an evenly spaced stack would have it and walks from there.</summary>
    private int NearestSlice(double position)
    {
        var slice = (int)Math.Clamp((position - _positions[0]) / _geometry.SliceSpacing + 0.5, 0, _positions.Length - 1);
        while (slice + 1 < _positions.Length && _positions[slice + 1] - position < position - _positions[slice])
            slice++;
        while (slice > 0 && position - _positions[slice - 1] < _positions[slice] - position)
            slice--;
        return slice;
    }
}
