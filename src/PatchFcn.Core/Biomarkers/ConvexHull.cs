namespace PatchFcn.Core.Biomarkers;

/// <summary>The convex hull of points in a plane (Andrew's monotone chain, 1979).</summary>
internal static class ConvexHull
{
    /// <summary>Corners of the hull in order around it, without points on its edges. The list that is passed in gets sorted.</summary>
    public static List<PlanePoint> Of(List<PlanePoint> points)
    {
        points.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        var hull = new List<PlanePoint>();
        foreach (var point in points)
            Extend(hull, point, keep: 1);
        var upper = hull.Count;
        for (var i = points.Count - 2; i >= 0; i--)
            Extend(hull, points[i], keep: upper);
        if (hull.Count > 1)
            hull.RemoveAt(hull.Count - 1);
        return hull;
    }

    private static void Extend(List<PlanePoint> hull, PlanePoint point, int keep)
    {
        while (hull.Count > keep && PlanePoint.Cross(hull[^1] - hull[^2], point - hull[^1]) <= 0)
            hull.RemoveAt(hull.Count - 1);
        hull.Add(point);
    }
}

/// <summary>A point or direction within a slice, mm: x along the rows, y along the columns.</summary>
internal readonly record struct PlanePoint(double X, double Y)
{
    public double Length => Math.Sqrt(X * X + Y * Y);

    public static PlanePoint operator -(PlanePoint a, PlanePoint b) => new(a.X - b.X, a.Y - b.Y);

    public static PlanePoint operator *(PlanePoint a, double factor) => new(a.X * factor, a.Y * factor);

    public static double Dot(PlanePoint a, PlanePoint b) => a.X * b.X + a.Y * b.Y;

    public static double Cross(PlanePoint a, PlanePoint b) => a.X * b.Y - a.Y * b.X;
}
