using CsCheck;
using PatchFcn.Core.Densities;
using PatchFcn.Core.Tests.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Densities;

/// <summary>R266: what beam hardening adds to the brain beside the skull is taken away before the network sees it.</summary>
public sealed class CuppingTests
{
    private static readonly VolumeGeometry Geometry = SyntheticGeometry();

    [Fact]
    public void Measure_EvenBrain_FindsNoCupping() =>
        Assert.Equal(0, Measured(Brain(_ => 32)).PeakHu, 0.01);

    /// <summary>Cortex is a few HU denser than white matter on every scanner.</summary>
    [Fact]
    public void Measure_CortexAlone_FindsNoCupping() =>
        Assert.InRange(Measured(Brain(depth => 29 + 3 * Math.Exp(-depth / 12))).PeakHu, 0, 1);

    [Fact]
    public void Correct_CuppingOfAnyStrength_LeavesNoMoreThanCortexWould() =>
        Gen.Select(Gen.Double[4, 15], Gen.Double[8, 30]).Sample((amplitude, reach) =>
        {
            var volume = Brain(depth => 30 + amplitude * Math.Exp(-depth / reach));

            var corrected = CuppingCorrection.Correct(volume, Mask);

            Assert.InRange(MedianAt(corrected, 4) - MedianAt(corrected, 35), -1, 4);
        }, iter: 20);

    /// <summary>A fresh collection of 10 mm over one half of the head is no cupping: the other half says so.</summary>
    [Fact]
    public void Correct_SubduralOverOneSide_KeepsItsContrast()
    {
        var volume = Brain(_ => 31);
        Paint(volume, (point, depth) => point.X > 0 && depth < 10, 62);

        var corrected = CuppingCorrection.Correct(volume, Mask);

        Assert.InRange(MedianAt(corrected, 5, rightHalf: true) - MedianAt(corrected, 20, rightHalf: true), 28, 31);
    }

    /// <summary>However much of the rim is blood, it stays brighter than brain: no more than 15 HU are ever taken away.</summary>
    [Fact]
    public void Correct_BloodAllAround_StaysBrighterThanBrain()
    {
        var volume = Brain(_ => 31);
        Paint(volume, (_, depth) => depth < 10, 62);

        var corrected = CuppingCorrection.Correct(volume, Mask);

        Assert.InRange(MedianAt(corrected, 5) - MedianAt(corrected, 20), 16, 31);
    }

    [Fact]
    public void Correct_Source_StaysAsItWas()
    {
        var volume = Brain(depth => 30 + 12 * Math.Exp(-depth / 20));
        var before = volume.Voxels.ToArray();

        CuppingCorrection.Correct(volume, Mask);

        Assert.Equal(before, volume.Voxels);
    }

    [Fact]
    public void Measure_AlmostNoBrain_IsNone() =>
        Assert.Same(CuppingCurve.None, CuppingCurve.Measure(Brain(_ => 32), new VoxelMask(Geometry)));

    [Fact]
    public void WarningsOf_StrongCupping_TellHowStrong()
    {
        var warning = Assert.Single(DensityCatalogue.WarningsOf(Measured(Brain(depth => 30 + 15 * Math.Exp(-depth / 15)))));

        Assert.Matches("about (8|9|10|11|12) HU brighter", warning.Message);
        Assert.Contains($"`{warning.Name}`", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "refusals.md")));
    }

    private static VoxelMask Mask { get; } = MaskOf();

    private static CuppingCurve Measured(CtVolume volume) => CuppingCurve.Measure(volume, Mask);

    private static VolumeGeometry SyntheticGeometry() =>
        new(128, 128, 1.5, 1.5, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [.. Enumerable.Range(0, 24).Select(slice => new Vector3D(-96, -96, -60 + 5 * slice))], 5);

    private static VoxelMask MaskOf()
    {
        var mask = new VoxelMask(Geometry);
        ForEach((slice, row, column, point) => mask[slice, row, column] = SyntheticHead.IsIntracranial(point));
        return mask;
    }

    /// <summary>A brain whose density depends on the depth under the rim, within the slice, with the noise of a scan.</summary>
    private static CtVolume Brain(Func<double, double> hu)
    {
        var (volume, random) = (new CtVolume(Geometry), new Random(1));
        ForEach((slice, row, column, point) => volume[slice, row, column] = (short)Math.Round(hu(Depth(point)) + 4 * (random.NextDouble() - random.NextDouble())));
        return volume;
    }

    private static void Paint(CtVolume volume, Func<Vector3D, double, bool> where, short hu) =>
        ForEach((slice, row, column, point) =>
        {
            if (where(point, Depth(point)))
                volume[slice, row, column] = hu;
        });

    private static double MedianAt(CtVolume volume, double depth, bool rightHalf = false)
    {
        List<short> values = [];
        ForEach((slice, row, column, point) =>
        {
            if (Mask[slice, row, column] && Math.Abs(point.Z) < 40 && Math.Abs(Depth(point) - depth) < 1.5 && (!rightHalf || point.X > 5))
                values.Add(volume[slice, row, column]);
        });
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Depth in mm under the rim of the point's own slice, an ellipse; exact only near it.</summary>
    private static double Depth(Vector3D point)
    {
        var scale = Math.Sqrt(Math.Max(0, 1 - point.Z * point.Z / (SyntheticHead.InnerTable.Z * SyntheticHead.InnerTable.Z)));
        var (a, b) = (SyntheticHead.InnerTable.X * scale, SyntheticHead.InnerTable.Y * scale);
        var radius = Math.Sqrt(point.X * point.X / (a * a) + point.Y * point.Y / (b * b));
        return (1 - radius) * Math.Sqrt(point.X * point.X + point.Y * point.Y) / Math.Max(radius, 1e-9);
    }

    private static void ForEach(Action<int, int, int, Vector3D> visit)
    {
        for (var slice = 0; slice < Geometry.SliceCount; slice++)
            for (var row = 0; row < Geometry.Rows; row++)
                for (var column = 0; column < Geometry.Columns; column++)
                    visit(slice, row, column, Geometry.ToPatient(slice, row, column));
    }
}
