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
    private readonly double _bottom;
    private readonly double _top;
    private readonly Vector3D _centre;

    /// <summary>Samples the mask on a lattice of about the given distance, voxel by voxel where that finds none.</summary>
    public MaskMirror(VoxelMask mask, VolumeGeometry geometry, double latticeMm)
    {
        (_mask, _geometry) = (mask, geometry);
        _origins = [.. geometry.SliceOrigins.Select(ToSliceAxes)];
        _bottom = geometry.SlicePositions[0] - geometry.SliceExtent(0) / 2;
        _top = geometry.SlicePositions[^1] + geometry.SliceExtent(geometry.SliceCount - 1) / 2;
        _points = Sample(latticeMm);
        if (_points.Length == 0)
            _points = Sample(latticeMm: 0);
        _centre = _points.Aggregate(default(Vector3D), (sum, point) => sum + point) * (1.0 / Math.Max(1, _points.Length));
        Centroid = geometry.RowDirection * _centre.X + geometry.ColumnDirection * _centre.Y + geometry.Normal * _centre.Z;
    }

    /// <summary>Number of lattice points within the mask.</summary>
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
        var (used, inside, seen) = (0, 0, 0);
        for (var i = 0; i < _points.Length; i += every, used++)
        {
            var image = _points[i] - n * (2 * (Vector3D.Dot(_points[i], n) - offset));
            if (image.Z < _bottom || image.Z > _top)
                continue;
            seen++;
            if (Contains(image))
                inside++;
        }
        return 2 * seen < used ? 0 : (double)inside / seen;
    }

    private bool Contains(Vector3D point)
    {
        var slice = NearestSlice(point.Z);
        var row = (int)Math.Round((point.Y - _origins[slice].Y) / _geometry.RowSpacing);
        var column = (int)Math.Round((point.X - _origins[slice].X) / _geometry.ColumnSpacing);
        return (uint)row < (uint)_mask.Rows && (uint)column < (uint)_mask.Columns && _mask[slice, row, column];
    }

    private Vector3D[] Sample(double latticeMm)
    {
        var sliceStep = Step(latticeMm, _geometry.SliceSpacing);
        var rowStep = Step(latticeMm, _geometry.RowSpacing);
        var columnStep = Step(latticeMm, _geometry.ColumnSpacing);
        var points = new List<Vector3D>();
        for (var slice = sliceStep / 2; slice < _mask.Slices; slice += sliceStep)
            for (var row = rowStep / 2; row < _mask.Rows; row += rowStep)
                for (var column = columnStep / 2; column < _mask.Columns; column += columnStep)
                    if (_mask[slice, row, column])
                        points.Add(ToSliceAxes(_geometry.ToPatient(slice, row, column)));
        return [.. points];
    }

    private static int Step(double latticeMm, double spacing) => Math.Max(1, (int)Math.Round(latticeMm / spacing));

    private Vector3D ToSliceAxes(Vector3D v) =>
        new(Vector3D.Dot(v, _geometry.RowDirection), Vector3D.Dot(v, _geometry.ColumnDirection), Vector3D.Dot(v, _geometry.Normal));

    /// <summary>Starts where an evenly spaced stack would have it and walks from there.</summary>
    private int NearestSlice(double position)
    {
        var positions = _geometry.SlicePositions;
        var slice = (int)Math.Clamp(Math.Round((position - positions[0]) / _geometry.SliceSpacing), 0, positions.Count - 1);
        while (slice + 1 < positions.Count && positions[slice + 1] - position < position - positions[slice])
            slice++;
        while (slice > 0 && position - positions[slice - 1] < positions[slice] - position)
            slice--;
        return slice;
    }
}
