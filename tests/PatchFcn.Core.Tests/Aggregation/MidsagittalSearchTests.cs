using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class MidsagittalSearchTests
{
    private static readonly Gen<(HeadPhantom Head, VolumeGeometry Geometry)> Scans =
        from yaw in Gen.Double[-20, 20]
        from roll in Gen.Double[-15, 15]
        from shift in Gen.Double[-15, 15]
        from spacing in Gen.Double[2.5, 5]
        from tilt in Gen.Double[-20, 20]
        from mirrored in Gen.Bool
        select (new HeadPhantom(yaw, roll, shift), HeadPhantom.Stack(spacing, tilt, mirrored));

    /// <summary>Of 400 heads drawn by chance the worst was 2.1 mm off, one in twenty 1.2 mm.</summary>
    [Fact]
    public void Find_TurnedAndTiltedHead_IsWithinThreeMillimetresOfTheTruth() =>
        Scans.Sample((head, geometry) => AssertPlane(head, Find(head.Brain(geometry), geometry), withinMm: 3), iter: 20);

    /// <summary>R389: the steps between thick slices do not draw the plane upright. This head was turned by 3 degrees, and its plane by none: 3.3 mm off at the top.</summary>
    [Fact]
    public void Find_SlightlyRolledHeadInThickSlices_IsRolledToo()
    {
        var (head, geometry) = (new HeadPhantom(yawDegrees: 0, rollDegrees: 3, shiftMm: 2), HeadPhantom.Stack(4.5, tiltDegrees: 11));

        AssertPlane(head, Find(head.Brain(geometry), geometry), withinMm: 1.5);
    }

    [Fact]
    public void Find_LargeDefectOnOneSide_StaysWithinFourMillimetres() =>
        Scans.Sample((head, geometry) =>
        {
            var brain = head.Brain(geometry);
            Remove(brain, head.Ball(geometry, new Vector3D(55, 10, 25), 25));

            AssertPlane(head, Find(brain, geometry), withinMm: 4);
        }, iter: 10);

    [Fact]
    public void Find_EmptyMask_IsNull() =>
        Assert.Null(MidsagittalSearch.Find(new VoxelMask(3, 4, 5), Biomarkers.Lesions.Stack(4, 5, 1, 1, 0, 1, 2)));

    [Fact]
    public void Find_OneVoxel_GoesThroughIt()
    {
        var geometry = Biomarkers.Lesions.Stack(40, 50, 0.5, 0.5, 0, 5, 10);
        var brain = new VoxelMask(geometry) { [1, 7, 33] = true };

        Assert.Equal(0, Find(brain, geometry).LeftwardMm(geometry.ToPatient(1, 7, 33)), 0.5);
    }

    [Fact]
    public void Find_OneSlice_IsUpright()
    {
        var geometry = Biomarkers.Lesions.Stack(100, 100, 2, 2, 0);
        var brain = new VoxelMask(geometry);
        for (var row = 10; row < 90; row++)
            for (var column = 25; column < 75; column++)
                brain[0, row, column] = true;

        var plane = Find(brain, geometry);

        Assert.Equal(0, plane.LeftwardMm(new Vector3D(0, 0, 0)), 1.0);
        Assert.Equal(1, plane.Normal.X, 2);
    }

    private static MidsagittalPlane Find(VoxelMask brain, VolumeGeometry geometry) =>
        MidsagittalSearch.Find(brain, geometry) ?? throw new InvalidOperationException("no plane");

    /// <summary>Front, back and top of the brain lie on its own midline.</summary>
    private static void AssertPlane(HeadPhantom head, MidsagittalPlane plane, double withinMm)
    {
        foreach (var point in (Vector3D[])[new(0, -60, 10), new(0, 60, 10), new(0, 0, 60)])
            Assert.Equal(0, plane.LeftwardMm(head.InScanner(point)), withinMm);
    }

    private static void Remove(VoxelMask mask, VoxelMask other)
    {
        for (var i = 0; i < mask.Words.Length; i++)
            mask.Words[i] &= ~other.Words[i];
    }
}
