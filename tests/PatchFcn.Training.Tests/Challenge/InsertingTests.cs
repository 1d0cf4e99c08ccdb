using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Phantoms.Specs;
using PatchFcn.Training.Challenge;

namespace PatchFcn.Training.Tests.Challenge;

public sealed class InsertingTests : IDisposable
{
    // A sketched head stands in for a hospital's negative study.
    private static readonly Lazy<CtVolume> Scan = new(() => SketchScan.Create(2, null, 160).Ct);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("insert");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(BleedType.Sdh)]
    [InlineData(BleedType.Edh)]
    [InlineData(BleedType.Iph)]
    [InlineData(BleedType.Sah)]
    [InlineData(BleedType.Ivh)]
    public void Create_AnyType_HasTheWantedVolumeOfBloodInsideTheSkull(BleedType type)
    {
        var made = new Inserting([Scan.Value], 1, 3, type).Create(1, hasBleed: true);

        Assert.InRange(made.Truth.TotalMl(), 1, 3.1);
        Assert.InRange(BloodCheck.MedianHu(made), 30, 85);
        Assert.Equal(1, BloodCheck.ShareInside(made, SkullStripper.Strip(made.Ct).Brain!), 0.03);
    }

    [Fact]
    public void Create_SameSeed_SameVoxels()
    {
        var inserting = new Inserting([Scan.Value], 3, 10, null);
        var (first, second, other) = (inserting.Create(2, hasBleed: true), inserting.Create(2, hasBleed: true), inserting.Create(3, hasBleed: true));

        Assert.True(first.Ct.Voxels.SequenceEqual(second.Ct.Voxels));
        Assert.True(first.Truth.Labels.SequenceEqual(second.Truth.Labels));
        Assert.False(first.Ct.Voxels.SequenceEqual(other.Ct.Voxels));
    }

    [Fact]
    public void Insert_Bleed_ChangesNothingOutsideTheIntracranialSpace()
    {
        var host = HostScan.Of(Scan.Value);

        var (ct, _) = BleedInserter.Insert(host, new BleedPlan(BleedType.Edh, 15, 65), new Random(1));

        var changed = Enumerable.Range(0, ct.Voxels.Length).Where(at => ct.Voxels[at] != host.Ct.Voxels[at]).ToArray();
        Assert.NotEmpty(changed);
        Assert.All(changed, at => Assert.True(host.DepthMm[at] > 0));
    }

    [Fact]
    public void Apply_ShiftAlone_MovesTheHeadByIt()
    {
        var geometry = new VolumeGeometry(
            32, 32, 1, 1, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [.. Enumerable.Range(0, 8).Select(i => new Vector3D(0, 0, 2 * i))], 2);
        var scan = new CtVolume(geometry);
        for (var slice = 0; slice < 8; slice++)
            scan[slice, 10, 12] = 1000;

        var copy = new Perturbation(null, 0, default, new Vector3D(3, 5, 0), 0, 0).Apply(scan, new Random(1));

        Assert.Equal(1000, copy[4, 15, 15]);
        Assert.Equal(0, copy[4, 10, 12]);
    }

    /// <summary>R320: densities that rise evenly with height do so in a copy, whatever the distances of the slices.</summary>
    [Fact]
    public void Apply_UnevenSlices_LeavesEverythingAtItsHeight()
    {
        double[] heights = [0, 2, 4, 9, 14];
        var scan = new CtVolume(new VolumeGeometry(
            32, 32, 1, 1, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [.. heights.Select(z => new Vector3D(0, 0, z))], 2));
        for (var slice = 0; slice < heights.Length; slice++)
            scan.Slice(slice).Fill((short)(10 * heights[slice]));

        var copy = new Perturbation(3.5, 0, default, default, 0, 0).Apply(scan, new Random(1));

        Assert.Equal([35, 70, 105], Enumerable.Range(1, 3).Select(slice => (int)copy[slice, 16, 16]));
    }

    /// <summary>R320</summary>
    [Fact]
    public void Validate_SingleSlice_IsRefused()
    {
        var slice = new CtVolume(new VolumeGeometry(32, 32, 1, 1, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [default], 5));

        Assert.Throws<InvalidDataException>(() => new Inserting([slice], 3, 10, null).Validate());
    }

    /// <summary>R325: which case of a set has a bleed depends on how many were asked for.</summary>
    [Fact]
    public void Write_SameSeedWithAndWithoutBleed_HasOtherUids()
    {
        var (ct, truth) = (Scan.Value, new LabelVolume(Scan.Value.Geometry));

        var uids = Array.ConvertAll(["iph", "none"], type =>
        {
            var folder = Path.Combine(_folder.FullName, type);
            ChallengeSuite.Write(folder, "insert", 1, 11, "settings", _ => new ChallengeCase(ct, truth, type, 0), TestContext.Current.CancellationToken);
            using var upload = StudyUpload.Open([Path.Combine(folder, "insert-000011")]);
            var series = new StudyReader(new BuiltInCodec()).Read(upload, TestContext.Current.CancellationToken).Series!;
            return (series.StudyInstanceUid, series.SeriesInstanceUid, series.Slices[0].SopInstanceUid);
        });

        Assert.NotEqual(uids[0].StudyInstanceUid, uids[1].StudyInstanceUid);
        Assert.NotEqual(uids[0].SeriesInstanceUid, uids[1].SeriesInstanceUid);
        Assert.NotEqual(uids[0].SopInstanceUid, uids[1].SopInstanceUid);
    }

    [Fact]
    public void Write_Cases_AreReadAsStudiesThatNameNobody()
    {
        var inserting = new Inserting([Scan.Value], 3, 10, BleedType.Iph);
        ChallengeSuite.Write(_folder.FullName, "insert", 2, 5, inserting.Settings, at => inserting.Create(at, at == 5), TestContext.Current.CancellationToken);

        var lines = File.ReadAllLines(Path.Combine(_folder.FullName, "truth.csv"));
        Assert.Equal("case,seed,positive,classes,volumeMl,manufacturer,patient,type", lines[0]);
        Assert.Matches(@"^insert-000005,5,1,iph,\d+\.?\d*,Synthetic,INSERT-0000,iph$", lines[1]);
        Assert.Equal("insert-000006,6,0,,0,Synthetic,INSERT-0000,none", lines[2]);
        var reader = new StudyReader(new BuiltInCodec());
        using var upload = StudyUpload.Open([Path.Combine(_folder.FullName, "insert-000005")]);
        var reading = reader.Read(upload, TestContext.Current.CancellationToken);
        Assert.Null(reading.Refusal);
        var volume = reader.ReadVolume(reading.Series!, cancellation: TestContext.Current.CancellationToken).Volume!;
        Assert.True(inserting.Create(5, hasBleed: true).Ct.Voxels.SequenceEqual(volume.Voxels));
    }
}
