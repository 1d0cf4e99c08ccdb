using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Phantoms.Output;

namespace PatchFcn.Phantoms.Tests.Output;

public sealed class PhantomSuiteTests : IDisposable
{
    private static readonly PhantomOptions Small = new() { MatrixSize = 64, SliceSpacingMm = 10, Bleed = BleedChoice.Edh };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("phantoms");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_TwoCases_FoldersAndTruthListThem()
    {
        var cases = PhantomSuite.Write(_folder.FullName, 2, 7, Small, cancellation: TestContext.Current.CancellationToken);

        var lines = File.ReadAllLines(Path.Combine(_folder.FullName, "truth.csv"));
        Assert.Equal("case,seed,positive,classes,volumeMl,manufacturer,patient,type", lines[0]);
        Assert.StartsWith("phantom-000007,7,1,edh,", lines[1]);
        Assert.Equal(cases.Select(c => c.ToCsv()), lines[1..]);
        Assert.All(cases, c => Assert.True(File.Exists(Path.Combine(_folder.FullName, c.Name, "truth.nii.gz"))));
    }

    [Fact]
    public void Write_SameSeed_SameBytes()
    {
        var (first, second) = (_folder.CreateSubdirectory("a").FullName, _folder.CreateSubdirectory("b").FullName);
        PhantomSuite.Write(first, 1, 3, Small, cancellation: TestContext.Current.CancellationToken);
        PhantomSuite.Write(second, 1, 3, Small, cancellation: TestContext.Current.CancellationToken);

        var files = Directory.GetFiles(first, "*", SearchOption.AllDirectories);
        Assert.True(files.Length > 10);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(second, Path.GetRelativePath(first, file)))));
    }

    [Fact]
    public void Write_EveryCase_ReportsProgress()
    {
        var reports = new List<PhantomProgress>();
        PhantomSuite.Write(
            _folder.FullName, 2, 1, Small with { Bleed = BleedChoice.None }, new Immediate(reports.Add), TestContext.Current.CancellationToken);

        Assert.Equal([new PhantomProgress(1, 2, "phantom-000001"), new PhantomProgress(2, 2, "phantom-000002")], reports);
    }

    [Fact]
    public void Write_ReadBack_GeometryVoxelsAndBleedAreWhereTheyWerePlanted() => Assert.All(Cohort.Positive.Take(10), phantom =>
    {
        var name = $"case-{phantom.Spec.Seed}";
        PhantomWriter.Write(phantom, _folder.FullName, name);
        var reader = new StudyReader(new BuiltInCodec());
        using var upload = StudyUpload.Open([Path.Combine(_folder.FullName, name)]);
        var reading = reader.Read(upload, TestContext.Current.CancellationToken);
        Assert.Null(reading.Refusal);
        var volume = reader.ReadVolume(reading.Series!, cancellation: TestContext.Current.CancellationToken).Volume!;

        Assert.True(phantom.Ct.Voxels.SequenceEqual(volume.Voxels));
        Assert.Equal(phantom.Ct.Geometry.GantryTilt, volume.Geometry.GantryTilt, 2);
        Assert.Equal(phantom.Ct.Geometry.SliceSpacing, volume.Geometry.SliceSpacing, 3);
        using var file = File.OpenRead(Path.Combine(_folder.FullName, name, "truth.nii.gz"));
        var truth = NiftiReader.ReadGzip(file).ToLabels();
        Assert.True(phantom.Truth.Labels.SequenceEqual(truth.Labels));
        Assert.Equal(phantom.VolumeMl, truth.TotalMl(), 2);
        var last = phantom.Ct.Geometry.SliceCount - 1;
        Assert.Equal(0, (volume.Geometry.ToPatient(last, 5, 9) - truth.Geometry.ToPatient(last, 5, 9)).Length, 2);
    });

    private sealed class Immediate(Action<PhantomProgress> report) : IProgress<PhantomProgress>
    {
        public void Report(PhantomProgress value) => report(value);
    }
}
