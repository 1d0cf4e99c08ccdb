using PatchFcn.Core.Volumes;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>Where the pixels of one slice lie in the patient (PS3.3 C.7.6.2). Directions are unit vectors at right angles.</summary>
internal sealed record SlicePlane(
    int Rows,
    int Columns,
    double RowSpacing,
    double ColumnSpacing,
    Vector3D Origin,
    Vector3D RowDirection,
    Vector3D ColumnDirection)
{
    private const double DirectionTolerance = 0.01;
    private const double SpacingTolerance = 0.001;
    private const double LargestSpacing = 5;
    private const double FarthestOrigin = 10_000;

    /// <summary>Unit vector perpendicular to the slice, pointing superiorly.</summary>
    public Vector3D Normal { get; } = VolumeGeometry.SuperiorNormal(RowDirection, ColumnDirection);

    /// <summary>The plane these attributes describe, or null when any is missing or impossible.</summary>
    public static SlicePlane? Create(int? rows, int? columns, double[]? spacing, double[]? position, double[]? orientation)
    {
        if (rows is not > 0 || columns is not > 0)
            return null;
        if (spacing is not [> 0 and < LargestSpacing and var rowSpacing, > 0 and < LargestSpacing and var columnSpacing])
            return null;
        if (position is not [var x, var y, var z] || position.Any(coordinate => Math.Abs(coordinate) > FarthestOrigin))
            return null;
        if (orientation is not [var rowX, var rowY, var rowZ, var columnX, var columnY, var columnZ])
            return null;

        var (row, column) = (new Vector3D(rowX, rowY, rowZ), new Vector3D(columnX, columnY, columnZ));
        if (!IsUnit(row) || !IsUnit(column) || Math.Abs(Vector3D.Dot(row, column)) > DirectionTolerance)
            return null;
        return new SlicePlane(
            rows.Value, columns.Value, rowSpacing, columnSpacing, new Vector3D(x, y, z), row.Normalized(), column.Normalized());
    }

    /// <summary>Whether both slices can be parts of one stack: same matrix, pixel spacing and orientation.</summary>
    public bool IsParallelTo(SlicePlane other) =>
        Rows == other.Rows && Columns == other.Columns
        && IsClose(RowSpacing, other.RowSpacing) && IsClose(ColumnSpacing, other.ColumnSpacing)
        && (RowDirection - other.RowDirection).Length < DirectionTolerance
        && (ColumnDirection - other.ColumnDirection).Length < DirectionTolerance;

    private static bool IsUnit(Vector3D vector) => Math.Abs(vector.Length - 1) < DirectionTolerance;

    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= SpacingTolerance * a;
}
