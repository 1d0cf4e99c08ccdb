using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// Begins the objects of one result: all that they have in common. Patient and study are the source's own, byte for byte. UIDs follow from the instance id and the role, dates
/// from the source: the same run gives the same bytes, whenever it is repeated.
/// </summary>
/// <param name="series">The analysed series.</param>
/// <param name="source">The data set of one of its images (<see cref="StudyReader.ReadDataSet"/>).</param>
/// <param name="origin">Which run this is.</param>
public sealed class ResultObjects(CtSeries series, DicomDataSet source, ResultOrigin origin)
{
    /// <summary>Stands where the source has no date at all: the elements must not be empty, and the time of the run is no property of the study.</summary>
    private const string NoDate = "19000101";
    private const string NoTime = "000000";

    /// <summary>Required elements of patient and study, empty where the source has none (PS3.3 C.7.1.1, C.7.2.1).</summary>
    private static readonly DicomTag[] Required =
    [
        DicomTags.PatientName, DicomTags.PatientID, DicomTags.PatientBirthDate, DicomTags.PatientSex,
        DicomTags.StudyDate, DicomTags.StudyTime, DicomTags.AccessionNumber, DicomTags.ReferringPhysicianName, DicomTags.StudyID,
    ];

    /// <summary>Elements that go along where the source has them.</summary>
    private static readonly DicomTag[] Optional =
    [
        DicomTags.SpecificCharacterSet, DicomTags.TimezoneOffsetFromUTC,
        DicomTags.IssuerOfPatientID, DicomTags.IssuerOfPatientIDQualifiersSequence, DicomTags.OtherPatientIDsSequence,
        DicomTags.PatientIdentityRemoved, DicomTags.DeidentificationMethod, DicomTags.DeidentificationMethodCodeSequence, DicomTags.LongitudinalTemporalInformationModified,
        DicomTags.PatientAge, DicomTags.PatientSize, DicomTags.PatientWeight,
        DicomTags.StudyInstanceUID, DicomTags.StudyDescription, DicomTags.ProcedureCodeSequence, DicomTags.IssuerOfAccessionNumberSequence,
    ];

    /// <summary>Elements that say how pixels were compressed with loss.</summary>
    internal static readonly DicomTag[] Loss = [DicomTags.LossyImageCompression, DicomTags.LossyImageCompressionRatio, DicomTags.LossyImageCompressionMethod];

    /// <summary>Where a date and time of the content can come from, the best first.</summary>
    private static readonly (DicomTag Date, DicomTag Time)[] Dates =
    [
        (DicomTags.ContentDate, DicomTags.ContentTime), (DicomTags.AcquisitionDate, DicomTags.AcquisitionTime),
        (DicomTags.SeriesDate, DicomTags.SeriesTime), (DicomTags.StudyDate, DicomTags.StudyTime),
    ];

    /// <summary>The analysed series.</summary>
    public CtSeries Series => series;

    /// <summary>The data set the identity is taken from.</summary>
    public DicomDataSet Source => source;

    /// <summary>Which run this is.</summary>
    public ResultOrigin Origin => origin;

    /// <summary>The UID of something in this result. Another version of the software may write another object, so it has other UIDs: an archive keeps both.</summary>
    /// <param name="role">What it is: the same role has the same UID.</param>
    public string Uid(string role) => DicomUid.FromSeed($"{origin.Instance}/{origin.SoftwareVersion}/{role}");

    /// <summary>SOPInstanceUID of an object, for others that refer to it.</summary>
    public string InstanceUid(ResultObjectKind kind, int number = 1) => Uid($"{kind.Role}/{number}");

    /// <summary>SeriesInstanceUID of the objects of a kind.</summary>
    public string SeriesUid(ResultObjectKind kind) => Uid($"{kind.Role}/series");

    /// <summary>Begins an object: patient, study, series, equipment, dates (PS3.3 C.7.1 to C.7.3, C.7.5, C.12.1).</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="number">Which of its kind, from 1.</param>
    public DicomDataSet Begin(ResultObjectKind kind, int number = 1)
    {
        var dataSet = new DicomDataSet();
        foreach (var tag in Required)
            dataSet.SetText(tag);
        var (date, time) = ContentDate();
        return dataSet
            .CopyFrom(source, Required)
            .CopyFrom(source, Optional)
            .SetText(DicomTags.SOPClassUID, kind.SopClassUid)
            .SetText(DicomTags.SOPInstanceUID, InstanceUid(kind, number))
            .SetText(DicomTags.SeriesInstanceUID, SeriesUid(kind))
            .SetText(DicomTags.Modality, kind.Modality)
            .SetText(DicomTags.SeriesDescription, kind.SeriesDescription)
            .SetNumbers(DicomTags.SeriesNumber, kind.SeriesNumber)
            .SetNumbers(DicomTags.InstanceNumber, number)
            .SetText(DicomTags.ContentDate, date)
            .SetText(DicomTags.ContentTime, time)
            .SetEquipment(origin)
            .SetContributors(origin, source);
    }

    /// <summary>
    /// Adds the frame of reference, for objects that lie in the space of the images (PS3.3 C.7.4.1). Images that name none, though they must, as some programs that anonymise leave them, get one
    /// that is the same in every result of their series.
    /// </summary>
    public DicomDataSet SetFrameOfReference(DicomDataSet dataSet) => dataSet
        .SetText(DicomTags.PositionReferenceIndicator)
        .CopyFrom(source, DicomTags.PositionReferenceIndicator)
        .SetText(DicomTags.FrameOfReferenceUID, series.FrameOfReferenceUid ?? DicomUid.FromSeed($"{series.SeriesInstanceUid}/frameOfReference"));

    /// <summary>Says of pixels that come from the source's how those were compressed with loss, if they were: once lossy, always lossy (PS3.3 C.7.6.1.1.5).</summary>
    public void CopyLoss(DicomDataSet dataSet)
    {
        if (source.Text(DicomTags.LossyImageCompression) == "01")
            dataSet.CopyFrom(source, Loss);
    }

    private (string Date, string Time) ContentDate()
    {
        foreach (var tags in Dates)
            if (source.Text(tags.Date) is { } date)
                return (date, source.Text(tags.Time) ?? NoTime);
        return (NoDate, NoTime);
    }
}
