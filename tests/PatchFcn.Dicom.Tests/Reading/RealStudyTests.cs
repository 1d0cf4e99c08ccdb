using System.IO.Compression;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Testing;

namespace PatchFcn.Dicom.Tests.Reading;

public sealed class RealStudyTests
{
    private const string Cranium = "ct_head_human_cranium";
    private const string Phantom = "ct_head_phantom_philips_5mm";
    private const string Tilted = "ct_head_phantom_philips_tilt_svl";

    [Fact]
    public void Read_HumanCranium_IsReadWhole()
    {
        using var upload = Open(Cranium);

        var study = Ingest.Read(upload);
        var geometry = Ingest.Voxels(study).Geometry;

        Assert.Equal((108, 256, 256), (geometry.SliceCount, geometry.Rows, geometry.Columns));
        Assert.Equal(1.5, geometry.SliceSpacing, 3);
        Assert.All(study.Ledger, entry => Assert.True(entry.Used));
    }

    [Fact]
    public void Read_PhilipsPhantom_TakesTheAxialSeriesAndAccountsForTheRest()
    {
        using var upload = Open(Phantom);

        var study = Ingest.Read(upload);

        Assert.Equal(28, study.Series!.Slices.Count);
        Assert.Equal(5, study.Series.Geometry.SliceSpacing, 3);
        var others = study.Ledger.Where(entry => !entry.Used).Select(entry => entry.Reason).CountBy(reason => reason).ToDictionary();
        Assert.Equal(new Dictionary<string, int> { ["notDicom"] = 1, ["dicomDirectory"] = 2, ["localizer"] = 1 }, others);
    }

    [Fact]
    public void Read_PhilipsPhantomAsZip_ReadsTheSame()
    {
        Assert.SkipUnless(TestData.Has(Phantom), TestData.Missing(Phantom));
        var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(TestData.Locate(Phantom), zip);
        using var folder = StudyUpload.Open([TestData.Locate(Phantom)]);
        using var archive = StudyUpload.OpenZip(new MemoryFile("study.zip", zip.ToArray()));

        var expected = Ingest.Read(folder);
        var actual = Ingest.Read(archive);

        Assert.Equal(expected.ContentHash, actual.ContentHash);
        Assert.Equal(expected.Ledger, actual.Ledger);
        Assert.Equal(Ingest.Voxels(expected).Voxels, Ingest.Voxels(actual).Voxels);
    }

    [Fact]
    public void Read_TiltedPhantom_MeasuresTiltAndPerpendicularSpacing()
    {
        using var upload = Open(Tilted);

        var study = Ingest.Read(upload);
        var geometry = Ingest.Voxels(study).Geometry;

        Assert.Equal(54, geometry.SliceCount);
        Assert.Equal(18.5, Math.Abs(geometry.GantryTilt), 1);
        Assert.Equal(2.371, geometry.SliceSpacing, 3);
    }

    private static StudyUpload Open(string set)
    {
        Assert.SkipUnless(TestData.Has(set), TestData.Missing(set));
        return StudyUpload.Open([TestData.Locate(set)]);
    }
}
