using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Testing;

namespace PatchFcn.Dicom.Tests.Reading;

public sealed class MalformedFileTests
{
    private const string Set = "malformed";

    [Fact]
    public void Read_EveryMalformedFile_EndsInANamedRefusal()
    {
        Assert.SkipUnless(TestData.Has(Set), TestData.Missing(Set));
        var paths = Directory.GetFiles(TestData.Locate(Set), "*", SearchOption.AllDirectories);

        Assert.NotEmpty(paths);
        Assert.All(paths, path =>
        {
            using var upload = StudyUpload.Open([path]);
            var study = Ingest.Read(upload);
            Assert.NotNull(study.Refusal);
            Assert.Single(study.Ledger);
        });
    }

    [Fact]
    public void Read_AllMalformedFilesBesideAHead_StillFindsTheHead()
    {
        Assert.SkipUnless(TestData.Has(Set), TestData.Missing(Set));
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Locate("head.zip"), ZipMaker.Pack(new HeadSeries().Files()));
        using var upload = StudyUpload.Open([TestData.Locate(Set), folder.Locate("head.zip")]);

        var study = Ingest.Read(upload);

        Assert.Equal("1.2.3.1", study.Series!.SeriesInstanceUid);
        Assert.Equal(upload.Entries.Count, study.Ledger.Count);
    }
}
