using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Writing;

/// <summary>R110: objects belong to the source's patient and study, and the same run makes the same ones.</summary>
public sealed class ResultObjectsTests
{
    private static readonly Core.Volumes.VolumeGeometry Stack = SampleResult.Stack(4, 4, 0, 5, 5);

    [Fact]
    public void Begin_SourceWithAnEmptyManufacturer_HasAContributorWithOne()
    {
        var begun = SampleResult.Of(Stack, SampleResult.Source().SetText(DicomTags.Manufacturer)).Begin(ResultObjectKind.Segmentation);

        Assert.Equal("Unknown", begun.Items(DicomTags.ContributingEquipmentSequence)[0].Text(DicomTags.Manufacturer));
    }

    [Fact]
    public void Begin_Source_GivesItsPatientAndStudyByteForByte()
    {
        var source = SampleResult.Source();
        var begun = SampleResult.Of(Stack, source).Begin(ResultObjectKind.Segmentation);

        foreach (var tag in new[] { DicomTags.SpecificCharacterSet, DicomTags.PatientName, DicomTags.PatientID, DicomTags.StudyInstanceUID, DicomTags.StudyDate, DicomTags.AccessionNumber })
            Assert.Equal(source.Find(tag), begun.Find(tag));
        Assert.True(begun.Contains(DicomTags.PatientSex), "required elements are there though empty");
        Assert.NotEqual("1.2.3.4", begun.Text(DicomTags.SeriesInstanceUID));
        Assert.Equal("CT1", begun.Items(DicomTags.ContributingEquipmentSequence)[0].Text(DicomTags.StationName));
        Assert.Contains("demonstration model", begun.Items(DicomTags.ContributingEquipmentSequence)[1].Text(DicomTags.ContributionDescription), StringComparison.Ordinal);
        Assert.Equal(SampleResult.Origin.ModelSha256, begun.Items(DicomTags.ContributingEquipmentSequence)[1].Text(DicomTags.DeviceSerialNumber));
    }

    [Fact]
    public void Begin_SameRunTwice_GivesTheSameBytes()
    {
        Assert.Equal(Bytes(SampleResult.Origin), Bytes(SampleResult.Origin));
        Assert.NotEqual(Bytes(SampleResult.Origin), Bytes(SampleResult.Origin with { Instance = "another" }));

        static byte[] Bytes(ResultOrigin origin)
        {
            var objects = SampleResult.Of(Stack);
            using var file = new MemoryStream();
            DicomFileWriter.Write(file, new ResultObjects(objects.Series, objects.Source, origin).Begin(ResultObjectKind.Segmentation));
            return file.ToArray();
        }
    }

    /// <summary>R347: an archive that holds the object of an earlier version takes this one beside it.</summary>
    [Fact]
    public void Uid_OtherVersionOfTheSoftware_IsAnother()
    {
        var objects = SampleResult.Of(Stack);
        var later = new ResultObjects(objects.Series, objects.Source, SampleResult.Origin with { SoftwareVersion = "1.2.4" });

        Assert.NotEqual(objects.InstanceUid(ResultObjectKind.Segmentation), later.InstanceUid(ResultObjectKind.Segmentation));
        Assert.Equal(objects.InstanceUid(ResultObjectKind.Segmentation), SampleResult.Of(Stack).InstanceUid(ResultObjectKind.Segmentation));
    }

    [Theory]
    [InlineData(true, "20240229", "031500")]
    [InlineData(false, "19000101", "000000")]
    public void Begin_ContentDate_IsTheSourcesOwnAndNeverThatOfTheRun(bool isDated, string date, string time)
    {
        var source = isDated ? SampleResult.Source() : new DicomDataSet();
        var begun = SampleResult.Of(Stack, source).Begin(ResultObjectKind.Segmentation);

        Assert.Equal((date, time), (begun.Text(DicomTags.ContentDate), begun.Text(DicomTags.ContentTime)));
    }

    /// <summary>R391: images of a program that anonymises had none, and their results had no DICOM objects at all, in silence.</summary>
    [Fact]
    public void SetFrameOfReference_ImagesWithoutOne_HaveOneForAllResultsOfTheirSeries()
    {
        var series = SampleResult.Of(Stack).Series with { FrameOfReferenceUid = null };

        Assert.True(series.HasUids);
        Assert.NotNull(Uid("a", series));
        Assert.Equal(Uid("a", series), Uid("b", series));
        Assert.NotEqual(Uid("a", series), Uid("a", series with { SeriesInstanceUid = "1.2.99" }));

        static string? Uid(string instance, CtSeries series) =>
            new ResultObjects(series, new DicomDataSet(), SampleResult.Origin with { Instance = instance }).SetFrameOfReference(new DicomDataSet()).Text(DicomTags.FrameOfReferenceUID);
    }

    [Fact]
    public void HasUids_ImageWithoutUid_IsFalse()
    {
        var series = SampleResult.Of(Stack).Series;

        Assert.True(series.HasUids);
        Assert.False((series with { Slices = [series.Slices[0] with { SopInstanceUid = null }] }).HasUids);
    }
}
