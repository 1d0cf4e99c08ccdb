using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>
/// Maximum thickness of an extra-axial collection: the diameter of the largest disc that fits into it on one axial slice. Where a crescent or a lens is
/// thickest, that disc touches the inner table on one side and the brain on the other, so its diameter is the thickness perpendicular to the inner table. Unlike a
/// distance from the skull it also holds along the falx and is not lengthened by spurs. Where the collection lies flat, over the vertex or on the tentorium, the slice
/// cuts it lengthwise: there it is as thick as it is high.
/// </summary>
/// <remarks>
/// Measured on half-pixel nodes, so that a band of n pixels is n pixels thick whether n is even or odd; the steps of a curved edge cost 0.4 pixels on
/// average. Pixels need not be square. A hole in the mask makes the collection thinner than it is. A collection between the two is measured along the shorter of a disc
/// and a plumb line, at 45° 1.4 times its thickness. A height is known to within a slice, and counts only where it ends within the scan.
/// </remarks>
public static class InscribedThickness
{
    /// <summary>The greatest thickness on any slice, mm.</summary>
    public static double Mm(Lesion lesion)
    {
        var radius = 0.0;
        var heights = new VerticalRuns(lesion);
        for (var slice = lesion.Slices.First; slice <= lesion.Slices.Last; slice++)
        {
            var runs = lesion.OnSlice(slice);
            if (!runs.IsEmpty)
                radius = LargestRadius(new HalfPixelNodes(runs), slice, lesion.Geometry, heights, radius);
        }
        return 2 * radius;
    }

    /// <summary>Distance of the deepest node from the outside, in the slice or up and down, mm, or <paramref name="known"/> where that is larger.</summary>
    private static double LargestRadius(HalfPixelNodes nodes, int slice, VolumeGeometry geometry, VerticalRuns heights, double known)
    {
        var (rowStep, columnStep) = (geometry.RowSpacing / 2, geometry.ColumnSpacing / 2);
        for (var row = 0; row < nodes.Rows; row++)
        {
            for (var column = 0; column < nodes.Columns; column++)
            {
                var halfHeight = nodes.ToOutside(row, column) == 0 ? 0 : nodes.HalfHeightMm(heights, slice, row, column);
                if (halfHeight > known)
                    known = Math.Max(known, Math.Min(halfHeight, Math.Sqrt(DepthSquared(nodes, row, column, rowStep, columnStep, known * known))));
            }
        }
        return known;
    }

    /// <summary>Squared distance of a node from the outside; abandoned with 0 as soon as it cannot exceed <paramref name="known"/>.</summary>
    private static double DepthSquared(HalfPixelNodes nodes, int row, int column, double rowStep, double columnStep, double known)
    {
        var nearest = double.PositiveInfinity;
        for (var away = 0; ; away++)
        {
            var vertical = away * rowStep * (away * rowStep);
            if (vertical >= nearest)
                return nearest;
            var horizontal = Math.Min(nodes.ToOutside(row - away, column), nodes.ToOutside(row + away, column)) * columnStep;
            nearest = Math.Min(nearest, vertical + horizontal * horizontal);
            if (nearest <= known)
                return 0;
        }
    }
}
