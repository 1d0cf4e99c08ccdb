namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>
/// How far the slices of a stack are shifted against each other within their plane. The shear of a tilted gantry is compensated to the nearest pixel
/// wherever slices are averaged or stand above each other, so that at most half a pixel of it is left.
/// </summary>
internal sealed class InPlaneOffsets(VolumeGeometry geometry)
{
    private readonly double[] _rows = Rows(geometry);
    private readonly double[] _columns = Columns(geometry);

    /// <summary>Whole pixels by which a slice is shifted against the line of stacking at a position (mm along the normal).</summary>
    public (int Rows, int Columns) Shift(int slice, double positionMm) =>
        (Round(At(_rows, positionMm) - _rows[slice]), Round(At(_columns, positionMm) - _columns[slice]));

    /// <summary>Where each slice lies along its own columns, in rows.</summary>
    internal static double[] Rows(VolumeGeometry geometry) => Project(geometry, geometry.ColumnDirection, geometry.RowSpacing);

    /// <summary>Where each slice lies along its own rows, in columns.</summary>
    internal static double[] Columns(VolumeGeometry geometry) => Project(geometry, geometry.RowDirection, geometry.ColumnSpacing);

    /// <summary>To whole pixels.</summary>
    internal static int Round(double pixels) => (int)Math.Round(pixels, MidpointRounding.AwayFromZero);

    private static double[] Project(VolumeGeometry geometry, Vector3D direction, double spacing) =>
        [.. geometry.SliceOrigins.Select(origin => Vector3D.Dot(origin, direction) / spacing)];

    private double At(double[] offsets, double positionMm)
    {
        var positions = geometry.SlicePositions;
        if (positions.Count == 1)
            return offsets[0];
        var above = 1;
        while (above < positions.Count - 1 && positions[above] < positionMm)
            above++;
        var part = (positionMm - positions[above - 1]) / (positions[above] - positions[above - 1]);
        return offsets[above - 1] + part * (offsets[above] - offsets[above - 1]);
    }
}
