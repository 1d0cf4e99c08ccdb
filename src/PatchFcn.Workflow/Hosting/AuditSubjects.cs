using System.Globalization;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What entries of the audit log are about. Comments of readers are left out: they may name a patient.</summary>
internal static class AuditSubjects
{
    /// <summary>A run.</summary>
    public static IEnumerable<(string Name, string? Value)> Run(FinishedStudy study) => [("study", study.Study), ("instance", study.Instance)];

    /// <summary>What was decided by which model.</summary>
    public static IEnumerable<(string Name, string? Value)> Decision(FinishedStudy study, AnalysisSettings settings, string? manifestSha256) =>
    [
        .. Run(study), ("status", study.Status.ToString()), ("reason", study.Reason), ("score", Text(study.Score)), ("positive", study.Positive?.ToString()),
        ("volumeMl", Text(study.VolumeMl)), ("model", settings.Model.Name), ("modelSha256", settings.Model.Sha256), ("grid", settings.Grid.ToString()),
        ("operatingPoint", settings.OperatingPoint), ("manifestSha256", manifestSha256),
    ];

    /// <summary>An upload and the run it is handed to.</summary>
    public static IEnumerable<(string Name, string? Value)> Upload(string key, StudyRequest request) =>
        [("upload", key), ("instance", request.InstanceId), ("uploadedUtc", request.UploadedUtc?.ToString("O", CultureInfo.InvariantCulture))];

    /// <summary>A verdict, by whom the reader says to be.</summary>
    public static IEnumerable<(string Name, string? Value)> Verdict(FinishedStudy study, GivenVerdict verdict) =>
        [.. Run(study), ("verdict", verdict.Verdict), ("reason", verdict.Reason), ("by", verdict.By)];

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
