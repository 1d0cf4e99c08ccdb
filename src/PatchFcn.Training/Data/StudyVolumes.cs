using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Training.Data;

/// <summary>Reads the head CT out of a study, as the analysis of studies does.</summary>
internal static class StudyVolumes
{
    /// <summary>The voxels of the series that would be analysed, in HU.</summary>
    /// <param name="paths">Files, folders and zips of one study.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="InvalidDataException">It cannot be read; the message names the refusal.</exception>
    public static CtVolume Read(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var reader = new StudyReader(new BuiltInCodec());
        using var upload = StudyUpload.Open(paths);
        var study = reader.Read(upload, cancellation);
        var reading = study.Series is { } series ? reader.ReadVolume(series, cancellation: cancellation) : null;
        return reading?.Volume ?? throw new InvalidDataException($"The study cannot be read ({(study.Refusal ?? reading?.Refusal)?.Name}).");
    }
}
