using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

public sealed class StudyReaderTests
{
    private static readonly StudyReader Reader = new(new BuiltInCodec());

    [Fact]
    public void ReadDataSet_OfASlice_HoldsWhatWritersNeedOfThePatient()
    {
        var study = Ingest.Read(new HeadSeries().Files());

        var dataSet = Reader.ReadDataSet(study.Series!.Slices[3]);

        Assert.Equal("Doe^Jane", dataSet.Text(DicomTags.PatientName));
        Assert.Equal(study.Series.Slices[3].SopInstanceUid, dataSet.Text(DicomTags.SOPInstanceUID));
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var upload = new StudyUpload(new HeadSeries().Files());

        Assert.ThrowsAny<OperationCanceledException>(() => Reader.Read(upload, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("1.2.3", "1.2.3", "1.2.3")]
    [InlineData("1.2.3", "", "1.2.3")]
    [InlineData("1.2.3", "1.2.4", null)]
    [InlineData("", "", null)]
    public void Read_RefusedStudy_TellsWhichStudyWhereOnlyOneIsNamed(string lower, string upper, string? expected)
    {
        var series = new HeadSeries
        {
            Edit = (data, slice) => data
                .SetText(DicomTags.BodyPartExamined, "CHEST")
                .SetText(DicomTags.StudyInstanceUID, slice < 14 ? lower : upper),
        };

        var study = Ingest.Read(series.Files());

        Assert.NotNull(study.Refusal);
        Assert.Equal(expected, study.StudyInstanceUid);
    }

    [Fact]
    public void Read_OneHeadBesideAnotherStudy_TellsTheStudyOfTheHead()
    {
        var chest = new HeadSeries
        {
            Study = "1.2.4",
            Series = "1.2.4.1",
            Edit = (data, _) => data.SetText(DicomTags.BodyPartExamined, "CHEST"),
        };

        Assert.Equal("1.2.3", Ingest.Read([.. chest.Files(), .. new HeadSeries().Files()]).StudyInstanceUid);
    }

    [Fact]
    public void Read_RefusedStudy_NamesNoPatientAnywhere()
    {
        var description = new DicomElement(DicomTags.SeriesDescription, "LO", "Jane Doe chest"u8.ToArray());
        var files = new HeadSeries { Edit = (data, _) => data.Set(description) };
        var named = files.Files().Select(file => new MemoryFile("Doe^Jane/" + file.Name, ((MemoryFile)file).Content));

        var study = Ingest.Read(named);

        Assert.NotNull(study.Refusal);
        Assert.DoesNotContain("Doe", study.Refusal.ToString() + string.Concat(study.Ledger), StringComparison.OrdinalIgnoreCase);
    }
}
