using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>Reads studies with the codec of this software, and stops when the test is cancelled.</summary>
internal static class Ingest
{
    private static readonly StudyReader Reader = new(new BuiltInCodec());

    public static StudyReading Read(StudyUpload upload) => Reader.Read(upload, TestContext.Current.CancellationToken);

    public static StudyReading Read(IEnumerable<IStudyFile> files, UploadLimits? limits = null)
    {
        using var upload = new StudyUpload(files, limits);
        return Read(upload);
    }

    public static VolumeReading ReadVolume(StudyReading study)
    {
        Assert.Null(study.Refusal);
        return Reader.ReadVolume(study.Series!, cancellation: TestContext.Current.CancellationToken);
    }

    public static VolumeReading ReadVolume(IEnumerable<IStudyFile> files) => ReadVolume(Read(files));

    public static CtVolume Voxels(StudyReading study)
    {
        var reading = ReadVolume(study);
        Assert.Null(reading.Refusal);
        return reading.Volume!;
    }
}
