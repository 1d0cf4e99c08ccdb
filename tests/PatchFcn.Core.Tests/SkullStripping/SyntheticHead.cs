using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.SkullStripping;

/// <summary>What a point of a head is made of, in the order in which later structures replace earlier ones.</summary>
/// <param name="Contains">Whether a point (patient coordinates, mm) belongs to the structure.</param>
/// <param name="Hu">Its density.</param>
internal sealed record Structure(Func<Vector3D, bool> Contains, short Hu);

/// <summary>
/// A head of ellipsoids about the origin: scalp, skull, CSF and brain, a foramen magnum, a neck with a spine, and orbits in front.
/// Tests add structures to it and scan it as they like.
/// </summary>
internal sealed class SyntheticHead
{
    public static readonly Vector3D InnerTable = new(68, 85, 68);

    private readonly List<Structure> _structures =
    [
        new(p => p.Z < 0 && Within(p with { Z = 0, Y = p.Y - 15 }, new(62, 65, 1)), 55),
        new(p => Within(p, InnerTable + new Vector3D(13, 13, 13)), 40),
        new(p => Within(p, InnerTable + new Vector3D(10, 10, 10)), -100),
        new(p => Within(p, InnerTable + new Vector3D(7, 7, 7)), 900),
        new(p => p.Z < -60 && Within(p with { Z = 0, Y = p.Y - 10 }, new(26, 26, 1)), 700),
        new(p => Within(p - new Vector3D(32, -82, -35), new(20, 24, 18)), 800),
        new(p => Within(p - new Vector3D(-32, -82, -35), new(20, 24, 18)), 800),
        new(p => Within(p - new Vector3D(32, -84, -35), new(18, 24, 16)), -100),
        new(p => Within(p - new Vector3D(-32, -84, -35), new(18, 24, 16)), -100),
        new(p => Within(p - new Vector3D(32, -92, -35), new(12, 12, 12)), 15),
        new(p => Within(p - new Vector3D(-32, -92, -35), new(12, 12, 12)), 15),
        new(p => Within(p, InnerTable + new Vector3D(3, 3, 3)), 900),
        new(p => p.Z < -50 && Within(p with { Z = 0, Y = p.Y - 10 }, new(15, 17, 1)), 5),
        new(IsIntracranial, 8),
        new(p => Within(p, InnerTable - new Vector3D(3, 3, 3)), 32),
    ];

    public static bool IsIntracranial(Vector3D p) => Within(p, InnerTable);

    /// <summary>Depth in mm below the inner table, positive inside; exact only near it.</summary>
    public static double DepthMm(Vector3D p)
    {
        var scaled = new Vector3D(p.X / InnerTable.X, p.Y / InnerTable.Y, p.Z / InnerTable.Z);
        var gradient = new Vector3D(scaled.X / InnerTable.X, scaled.Y / InnerTable.Y, scaled.Z / InnerTable.Z);
        return (1 - scaled.Length) * scaled.Length / Math.Max(gradient.Length, 1e-9);
    }

    /// <summary>Whether a point lies within an ellipsoid about the origin with these half axes in mm.</summary>
    public static bool Within(Vector3D p, Vector3D axes) =>
        p.X * p.X / (axes.X * axes.X) + p.Y * p.Y / (axes.Y * axes.Y) + p.Z * p.Z / (axes.Z * axes.Z) <= 1;

    /// <summary>The head with a structure more.</summary>
    public SyntheticHead With(Func<Vector3D, bool> contains, short hu)
    {
        _structures.Add(new(contains, hu));
        return this;
    }

    /// <summary>Makes a hole through skull and scalp, filled with tissue, around a direction from the centre of the head.</summary>
    public SyntheticHead WithHole(Vector3D direction, double radiusMm) =>
        With(p => !IsIntracranial(p) && IsNearAxis(p, direction, radiusMm) && Within(p, InnerTable + new Vector3D(7, 7, 7)), 35);

    /// <summary>Scans the head with a little noise. Each slice is the mean of three planes across its thickness.</summary>
    public CtVolume Scan(VolumeGeometry geometry, int seed = 1, double noise = 4)
    {
        var volume = new CtVolume(geometry);
        Parallel.For(0, geometry.SliceCount, slice =>
        {
            var random = new Random(HashCode.Combine(seed, slice));
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                {
                    var point = geometry.ToPatient(slice, row, column);
                    var step = geometry.Normal * (geometry.SliceExtent(slice) / 3);
                    var hu = (HuAt(point) + HuAt(point + step) + HuAt(point - step)) / 3.0;
                    volume[slice, row, column] = (short)Math.Round(hu + noise * (random.NextDouble() + random.NextDouble() - 1) * 2.4);
                }
        });
        return volume;
    }

    /// <summary>The voxels whose centre fulfils a condition.</summary>
    public static VoxelMask Mask(VolumeGeometry geometry, Func<Vector3D, bool> contains)
    {
        var mask = new VoxelMask(geometry);
        Parallel.For(0, geometry.SliceCount, slice =>
        {
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    if (contains(geometry.ToPatient(slice, row, column)))
                        mask[slice, row, column] = true;
        });
        return mask;
    }

    /// <summary>Square slices over the whole head; with a tilted gantry the stack is sheared.</summary>
    public static VolumeGeometry Stack(
        double spacing = 5, int size = 256, double tiltDegrees = 0, double from = -100, double to = 95, Func<int, double>? spacingOf = null)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        var pixel = 240.0 / size;
        var backwards = new Vector3D(0, cos, sin);
        var origins = new List<Vector3D>();
        for (var (z, i) = (from, 0); z <= to; z += spacingOf?.Invoke(i++) ?? spacing)
            origins.Add(new Vector3D(-120 + pixel / 2, 0, z) + backwards * (-120 + pixel / 2));
        return new(size, size, pixel, pixel, new(1, 0, 0), backwards, origins, spacing);
    }

    private static bool IsNearAxis(Vector3D p, Vector3D direction, double radiusMm) =>
        Vector3D.Dot(p, direction) > 0 && Vector3D.Cross(p, direction.Normalized()).Length <= radiusMm;

    private short HuAt(Vector3D p)
    {
        for (var i = _structures.Count - 1; i >= 0; i--)
            if (_structures[i].Contains(p))
                return _structures[i].Hu;
        return -1000;
    }
}
