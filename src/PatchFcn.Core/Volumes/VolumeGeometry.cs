namespace PatchFcn.Core.Volumes;

/// <summary>
/// Where the voxels of a stack of parallel slices lie in the patient. Axis order everywhere: slice, row, column. Slices stand in
/// anatomical order, the most inferior first. The stack may be sheared (gantry tilt) and unevenly spaced; every slice keeps its own origin.
/// </summary>
public sealed class VolumeGeometry
{
    private readonly Vector3D[] _origins;
    private readonly double[] _positions;

    /// <summary>Describes a stack of slices.</summary>
    /// <param name="rows">Rows of each slice, at least 1.</param>
    /// <param name="columns">Columns of each slice, at least 1.</param>
    /// <param name="rowSpacing">Distance between the centres of neighbouring rows in mm (first value of PixelSpacing).</param>
    /// <param name="columnSpacing">Distance between the centres of neighbouring columns in mm (second value of PixelSpacing).</param>
    /// <param name="rowDirection">Direction of increasing column index (first triplet of ImageOrientationPatient).</param>
    /// <param name="columnDirection">Direction of increasing row index (second triplet of ImageOrientationPatient).</param>
    /// <param name="sliceOrigins">Centre of the first voxel of every slice (ImagePositionPatient), the most inferior slice first.</param>
    /// <param name="sliceThickness">Nominal slice thickness in mm; it stands in for the spacing where there is a single slice.</param>
    /// <exception cref="ArgumentException">Sizes or spacings are not positive, or the slices do not ascend along the normal.</exception>
    public VolumeGeometry(
        int rows,
        int columns,
        double rowSpacing,
        double columnSpacing,
        Vector3D rowDirection,
        Vector3D columnDirection,
        IReadOnlyList<Vector3D> sliceOrigins,
        double sliceThickness)
    {
        if (!Array.TrueForAll([rowSpacing, columnSpacing, sliceThickness], double.IsFinite))
            throw new ArgumentException("Spacings are finite.", nameof(rowSpacing));
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowSpacing);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columnSpacing);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sliceThickness);
        ArgumentOutOfRangeException.ThrowIfZero(sliceOrigins.Count, nameof(sliceOrigins));

        (Rows, Columns, RowSpacing, ColumnSpacing, SliceThickness) = (rows, columns, rowSpacing, columnSpacing, sliceThickness);
        RowDirection = rowDirection.Normalized();
        ColumnDirection = columnDirection.Normalized();
        Normal = SuperiorNormal(RowDirection, ColumnDirection);
        _origins = [.. sliceOrigins];
        _positions = Array.ConvertAll(_origins, origin => Vector3D.Dot(origin, Normal));
        for (var i = 1; i < _positions.Length; i++)
            if (!(_positions[i] > _positions[i - 1]))
                throw new ArgumentException("Slices must ascend along the normal, the most inferior first.", nameof(sliceOrigins));
        SliceSpacing = _positions.Length == 1 ? sliceThickness : Statistics.Median(Gaps());
    }

    /// <summary>Rows of each slice.</summary>
    public int Rows { get; }

    /// <summary>Columns of each slice.</summary>
    public int Columns { get; }

    /// <summary>Number of slices.</summary>
    public int SliceCount => _origins.Length;

    /// <summary>Voxels in one slice.</summary>
    public int SliceLength => Rows * Columns;

    /// <summary>Voxels in all slices.</summary>
    public long VoxelCount => (long)SliceCount * SliceLength;

    /// <summary>Distance between the centres of neighbouring rows, mm.</summary>
    public double RowSpacing { get; }

    /// <summary>Distance between the centres of neighbouring columns, mm.</summary>
    public double ColumnSpacing { get; }

    /// <summary>Area that one pixel stands for, mm².</summary>
    public double PixelMm2 => RowSpacing * ColumnSpacing;

    /// <summary>Nominal slice thickness, mm.</summary>
    public double SliceThickness { get; }

    /// <summary>Median distance between neighbouring slices, mm, measured perpendicular to them.</summary>
    public double SliceSpacing { get; }

    /// <summary>Unit vector of increasing column index.</summary>
    public Vector3D RowDirection { get; }

    /// <summary>Unit vector of increasing row index.</summary>
    public Vector3D ColumnDirection { get; }

    /// <summary>Unit vector perpendicular to the slices, pointing superiorly (towards the last slice).</summary>
    public Vector3D Normal { get; }

    /// <summary>Centre of the first voxel of each slice, mm.</summary>
    public IReadOnlyList<Vector3D> SliceOrigins => _origins;

    /// <summary>Position of each slice along <see cref="Normal"/>, mm, ascending.</summary>
    public IReadOnlyList<double> SlicePositions => _positions;

    /// <summary>
    /// Angle in degrees between <see cref="Normal"/> and the line along which the slices are stacked: the shear of a tilted gantry. Positive when superior slices are shifted along
    /// <see cref="ColumnDirection"/>. 0 for a single slice. The median over slices a quarter of the stack apart: one shift between two slices is no tilt, and rounded positions average out.
    /// </summary>
    public double GantryTilt => double.RadiansToDegrees(Math.Atan(Statistics.Median(
        _origins.Zip(_origins.Skip(Math.Max(1, SliceCount / 4)), (below, above) => Vector3D.Dot(above - below, ColumnDirection) / Vector3D.Dot(above - below, Normal)))));

    /// <summary>The unit vector perpendicular to both directions of a slice that points superiorly (to +y or +x where the slice is vertical).</summary>
    public static Vector3D SuperiorNormal(Vector3D rowDirection, Vector3D columnDirection)
    {
        const double Vertical = 1e-6;
        var normal = Vector3D.Cross(rowDirection, columnDirection).Normalized();
        var decisive = Math.Abs(normal.Z) > Vertical ? normal.Z : Math.Abs(normal.Y) > Vertical ? normal.Y : normal.X;
        return decisive < 0 ? normal * -1 : normal;
    }

    /// <summary>Patient coordinates, mm, of a voxel index; fractions lie between voxel centres of the same slice.</summary>
    public Vector3D ToPatient(int slice, double row, double column) =>
        _origins[slice] + ColumnDirection * (row * RowSpacing) + RowDirection * (column * ColumnSpacing);

    /// <summary>
    /// Extent in mm along the normal that a slice stands for: half the way to each neighbour. The outermost slices reach as far outwards as inwards.
    /// </summary>
    public double SliceExtent(int slice)
    {
        if (SliceCount == 1)
            return SliceThickness;
        var below = slice > 0 ? _positions[slice] - _positions[slice - 1] : _positions[slice + 1] - _positions[slice];
        var above = slice < SliceCount - 1 ? _positions[slice + 1] - _positions[slice] : below;
        return (below + above) / 2;
    }

    /// <summary>Volume in mL that one voxel of a slice stands for.</summary>
    public double VoxelMl(int slice) => PixelMm2 * SliceExtent(slice) / 1000;

    /// <summary>The geometry of some neighbouring slices.</summary>
    public VolumeGeometry Slab(int first, int count) => new(
        Rows, Columns, RowSpacing, ColumnSpacing, RowDirection, ColumnDirection, _origins[first..(first + count)], SliceThickness);

    /// <summary>Perpendicular distances between neighbouring slices, mm; one fewer than there are slices.</summary>
    public double[] Gaps()
    {
        var gaps = new double[SliceCount - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = _positions[i + 1] - _positions[i];
        return gaps;
    }
}
