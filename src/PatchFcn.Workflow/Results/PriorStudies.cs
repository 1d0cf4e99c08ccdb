using System.Security.Cryptography;
using System.Text;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>
/// Results by patient, so that a later study can say what has changed. A patient is a keyed hash: the key is drawn once for each store of results and never leaves it, so
/// nobody who sees a result or a path can try out patient numbers.
/// </summary>
/// <param name="results">The store of results.</param>
internal sealed class PriorStudies(IArtifactStore results)
{
    /// <summary>Hidden, so that every other folder beside it is a study.</summary>
    public const string Folder = ".patients";

    private const int KeyLength = 32;
    private const string KeyPath = $"{Folder}/key";

    /// <summary>
    /// The newest earlier study of the same patient that can be compared with, for a newer one by another model says nothing of a change; else the newest of all. Null where there
    /// is none, or the files do not say whose study it is and when it was made.
    /// </summary>
    public async Task<ReportedPrior?> FindAsync(SourceStudy source, StudyRequest request, CancellationToken cancellation)
    {
        if (source.Reading.Series is not { PatientKey: { } patient, StudyTime: { } time })
            return null;
        if (await FolderAsync(patient, cancellation) is not { } folder)
            return null;
        var earlier = await results.ReadAllJsonAsync<KeptResult>(folder, cancellation).Select(it => it.Record).Where(kept => kept.Made < time).ToListAsync(cancellation);
        return earlier.OrderBy(kept => kept.Settings.MeasuresLike(request.Settings)).ThenBy(kept => kept.Made).LastOrDefault()?.Before(time, request.Settings);
    }

    /// <summary>Keeps a result for later studies of the patient.</summary>
    public async Task KeepAsync(SourceStudy source, StudyRequest request, StudyReport report, CancellationToken cancellation)
    {
        if (report is not { Status: ReportStatus.Analyzed, Score: { } score, Positive: { } positive, VolumeMl: { } volume, Classes: { } classes }
            || source.Reading.Series is not { PatientKey: { } patient, StudyTime: { } time })
            return;
        await results.TryCreateAsync(KeyPath, (stream, token) => stream.WriteAsync(RandomNumberGenerator.GetBytes(KeyLength), token).AsTask(), cancellation);
        var study = ResultPath.Study(source);
        var kept = new KeptResult(study, time, report.Model.Name, report.Model.Version, request.Settings, score, positive, volume, classes)
        {
            InPart = CoverageGaps.IsInPart(report),
            Threshold = report.OperatingPoint.Threshold,
        };
        await results.WriteJsonAsync($"{await FolderAsync(patient, cancellation)}/{study}.json", kept, cancellation);
    }

    /// <summary>Where the results of a patient are; null where there is no key yet, and so no result.</summary>
    private async Task<string?> FolderAsync(string patient, CancellationToken cancellation)
    {
        try
        {
            var key = new byte[KeyLength];
            await using var stream = await results.OpenReadAsync(KeyPath, cancellation);
            await stream.ReadExactlyAsync(key, cancellation);
            return $"{Folder}/{Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(patient)))[..32]}";
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private sealed record KeptResult(
        string Study, DateTime Made, string Model, string Version, AnalysisSettings Settings, double Score, bool Positive, double VolumeMl, IReadOnlyList<ReportedClass> Classes)
    {
        public bool InPart { get; init; }

        public double? Threshold { get; init; }

        public ReportedPrior Before(DateTime time, AnalysisSettings settings) => new(
            Study, Math.Round((time - Made).TotalHours, 1), Model, Version, Settings.MeasuresLike(settings), Score, Positive, VolumeMl, Classes)
        {
            InPart = InPart,
            Threshold = Threshold,
        };
    }
}
