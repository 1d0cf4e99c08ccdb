using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>
/// How the pixels of a slice are turned so that it is shown by radiological convention: the patient's left on the right of the image, the front at the top.
/// </summary>
/// <param name="FlipColumns">Whether columns run from right to left on the screen.</param>
/// <param name="FlipRows">Whether rows run from bottom to top on the screen.</param>
/// <param name="Left">What lies at the left edge of the image: R or L, in an odd orientation A, P, H or F.</param>
/// <param name="Right">What lies at the right edge.</param>
internal readonly record struct DisplayOrientation(bool FlipColumns, bool FlipRows, char Left, char Right)
{
    /// <summary>The orientation in which slices of this geometry are shown.</summary>
    internal static DisplayOrientation Of(VolumeGeometry geometry)
    {
        var flipColumns = Dominant(geometry.RowDirection) < 0;
        var flipRows = Dominant(geometry.ColumnDirection) < 0;
        var toTheRight = flipColumns ? geometry.RowDirection * -1 : geometry.RowDirection;
        return new(flipColumns, flipRows, Letter(toTheRight * -1), Letter(toTheRight));
    }

    // Towards the feet counts as positive for z, because the head is shown at the top.
    private static double Dominant(Vector3D direction)
    {
        var (x, y, z) = (Math.Abs(direction.X), Math.Abs(direction.Y), Math.Abs(direction.Z));
        return x >= y && x >= z ? direction.X : y >= z ? direction.Y : -direction.Z;
    }

    private static char Letter(Vector3D direction)
    {
        var (x, y, z) = (Math.Abs(direction.X), Math.Abs(direction.Y), Math.Abs(direction.Z));
        if (x >= y && x >= z)
            return direction.X > 0 ? 'L' : 'R';
        return y >= z ? direction.Y > 0 ? 'P' : 'A' : direction.Z > 0 ? 'H' : 'F';
    }
}
