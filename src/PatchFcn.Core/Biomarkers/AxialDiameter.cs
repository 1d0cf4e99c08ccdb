using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>
/// A diameter as it is measured with callipers on one axial image. A pixel reaches to the middles of its four edges, so that one pixel measures its own
/// size and a disc its diameter within half a pixel.
/// </summary>
/// <param name="Slice">Slice it was measured on.</param>
/// <param name="LongestMm">Greatest distance between two points of the lesion on this slice, mm.</param>
/// <param name="PerpendicularMm">Width of the lesion at right angles to it, mm.</param>
public readonly record struct AxialDiameter(int Slice, double LongestMm, double PerpendicularMm)
{
    /// <summary>The longest axial diameter of all slices; of equals the most inferior.</summary>
    public static AxialDiameter Longest(Lesion lesion)
    {
        var longest = OnSlice(lesion, lesion.Slices.First);
        for (var slice = longest.Slice + 1; slice <= lesion.Slices.Last; slice++)
        {
            var candidate = OnSlice(lesion, slice);
            if (candidate.LongestMm > longest.LongestMm)
                longest = candidate;
        }
        return longest;
    }

    /// <summary>The diameters on one slice, 0 where the lesion has no voxel on it.</summary>
    public static AxialDiameter OnSlice(Lesion lesion, int slice)
    {
        var hull = ConvexHull.Of(Outline(lesion.OnSlice(slice), lesion.Geometry));
        var (longest, across) = (0.0, default(PlanePoint));
        for (var i = 0; i < hull.Count; i++)
        {
            for (var k = i + 1; k < hull.Count; k++)
            {
                var chord = hull[k] - hull[i];
                if (chord.Length > longest)
                    (longest, across) = (chord.Length, new PlanePoint(-chord.Y, chord.X) * (1 / chord.Length));
            }
        }
        return new AxialDiameter(slice, longest, Width(hull, across));
    }

    private static double Width(List<PlanePoint> hull, PlanePoint direction)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var point in hull)
        {
            var position = PlanePoint.Dot(point, direction);
            (low, high) = (Math.Min(low, position), Math.Max(high, position));
        }
        return hull.Count == 0 ? 0 : high - low;
    }

    private static List<PlanePoint> Outline(ReadOnlySpan<VoxelRun> runs, VolumeGeometry geometry)
    {
        var points = new List<PlanePoint>(runs.Length * 6);
        foreach (var run in runs)
        {
            Add(run.Row, run.Start - 0.5);
            Add(run.Row, run.End - 0.5);
            Add(run.Row - 0.5, run.Start);
            Add(run.Row + 0.5, run.Start);
            Add(run.Row - 0.5, run.End - 1);
            Add(run.Row + 0.5, run.End - 1);
        }
        return points;

        void Add(double row, double column) => points.Add(new PlanePoint(column * geometry.ColumnSpacing, row * geometry.RowSpacing));
    }
}
