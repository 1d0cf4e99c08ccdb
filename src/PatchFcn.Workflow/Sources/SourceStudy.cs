using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Workflow.Sources;

/// <summary>An upload that has been read, in memory only.</summary>
/// <param name="Reading">Which series was chosen, or why none; the ledger.</param>
/// <param name="Identity">
/// SHA-256 that stands for what was uploaded, lower-case hexadecimal: of the content, so that the same study is analysed once; where not all of that was read, of the upload's name and version
/// as well, for two uploads of which nothing can be read are not the same.
/// </param>
/// <param name="Volume">The voxels as acquired, in HU; null where the study is refused.</param>
/// <param name="Refusal">Why the study cannot be analysed; null where it can.</param>
/// <param name="Warnings">What reading has to say.</param>
public sealed record SourceStudy(StudyReading Reading, string Identity, CtVolume? Volume, Refusal? Refusal, IReadOnlyList<StudyWarning> Warnings)
{
    /// <summary>
    /// The data set of the most inferior image, pixel data left out: what objects that leave the system need of patient and study. In memory only; null where no series was chosen.
    /// </summary>
    public DicomDataSet? Header { get; init; }

    /// <summary>The same without what tells whose it is.</summary>
    public SourceStudy Deidentify()
    {
        var deidentification = new Deidentification(Reading);
        return this with { Reading = deidentification.Reading, Header = Header is null ? null : deidentification.Header(Header) };
    }

    /// <summary>The chosen series.</summary>
    /// <exception cref="InvalidOperationException">The study is refused; steps behind ingest are not run then.</exception>
    public CtSeries Series => Reading.Series ?? throw new InvalidOperationException("A refused study has no series.");

    /// <summary>The voxels.</summary>
    /// <exception cref="InvalidOperationException">The study is refused; steps behind ingest are not run then.</exception>
    public CtVolume Voxels => Volume ?? throw new InvalidOperationException("A refused study has no voxels.");
}
