using PatchFcn.Core.Hashing;
using PatchFcn.Core.Terminology;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// Takes from a study what tells whose it is, before results are made of it: the Basic Application Level Confidentiality Profile (PS3.15 E.2) for the attributes that results
/// carry. The header is made anew of what may stay, so that no attribute is forgotten. UIDs are replaced by hashes under a key that is the content of the study: the same
/// study has the same ones, and who does not hold its files cannot try UIDs out.
/// </summary>
/// <param name="reading">The study as its files have it.</param>
public sealed class Deidentification(StudyReading reading)
{
    private const string Method = "PatchFcn: PS3.15 basic profile, attributes made anew";

    /// <summary>Stands for a name of the patient.</summary>
    private const string NoName = "DEIDENTIFIED";

    private static readonly CodedConcept BasicProfile = CodedConcept.Dcm("113100", "Basic Application Confidentiality Profile");

    /// <summary>Elements that table E.1-1 does not list and that results need: the make of the scanner, what became of the pixels.</summary>
    private static readonly DicomTag[] Kept =
    [
        DicomTags.SpecificCharacterSet, DicomTags.Manufacturer, DicomTags.ManufacturerModelName, .. ResultObjects.Loss,
    ];

    private readonly string _key = reading.ContentHash;

    /// <summary>The study without identity: other UIDs, no institution, patient or time; files by number, their hashes under the same key.</summary>
    public StudyReading Reading => reading with
    {
        Series = reading.Series is { } series ? Of(series) : null,
        StudyInstanceUid = Uid(reading.StudyInstanceUid),
        Ledger = [.. reading.Ledger.Select((entry, index) => entry with { File = $"file-{index + 1}", Sha256 = entry.Sha256 is { } hash ? Keyed(hash) : null })],
    };

    /// <summary>The header that result objects begin with (<see cref="ResultObjects"/>).</summary>
    /// <param name="source">The header of an image of the study.</param>
    public DicomDataSet Header(DicomDataSet source)
    {
        var header = new DicomDataSet()
            .CopyFrom(source, Kept)
            .SetText(DicomTags.PatientName, NoName)
            .SetText(DicomTags.PatientID, Keyed("patient")[..16])
            .SetText(DicomTags.PatientIdentityRemoved, "YES")
            .SetText(DicomTags.DeidentificationMethod, Method)
            .SetCode(DicomTags.DeidentificationMethodCodeSequence, BasicProfile)
            .SetText(DicomTags.LongitudinalTemporalInformationModified, "REMOVED");
        foreach (var tag in (DicomTag[])[DicomTags.StudyInstanceUID, DicomTags.FrameOfReferenceUID])
            if (Uid(source.Text(tag)) is { } uid)
                header.SetText(tag, uid);
        return header;
    }

    private CtSeries Of(CtSeries series) => series with
    {
        StudyInstanceUid = Uid(series.StudyInstanceUid),
        SeriesInstanceUid = Uid(series.SeriesInstanceUid),
        FrameOfReferenceUid = Uid(series.FrameOfReferenceUid),
        Slices = [.. series.Slices.Select(slice => slice with { SopInstanceUid = Uid(slice.SopInstanceUid) })],
        Institution = null,
        PatientKey = null,
        StudyTime = null,
    };

    private string? Uid(string? uid) => uid is null ? null : DicomUid.FromSeed($"deidentified/{_key}/{uid}");

    private string Keyed(string text) => Digest.Of($"deidentified/{_key}/{text}");
}
