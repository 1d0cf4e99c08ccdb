using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Evaluation;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Truth;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Analyses cases with the code that serves studies and holds them against the truth.</summary>
/// <param name="analysis">Analyses studies.</param>
/// <param name="against">Another grid, to be compared with; null: none.</param>
/// <param name="pictures">Folder for one picture of each case, <c>&lt;case&gt;.png</c>.</param>
internal sealed class CaseJudge(LocalAnalysis analysis, ScoringGrid? against, string pictures)
{
    /// <summary>Analyses one case. What the table says of it is for the log to add.</summary>
    /// <param name="study">The case.</param>
    /// <param name="sha256">Hash of its files.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<CaseResult> JudgeAsync(TruthCase study, string sha256, CancellationToken cancellation)
    {
        var (examined, other) = await analysis.ExamineAsync(study.StudyFiles, against, cancellation);
        if ((other ?? examined).Report is { Status: not ReportStatus.Analyzed } stopped)
            return new CaseResult(study.Name, sha256, null, null, null, null, null, stopped.ReasonName, null);

        var report = examined.Report;
        var images = examined.Images!;
        var (truth, problem) = TruthOf(study, images.Ct.Geometry);
        await DrawAsync(study, images, truth, cancellation);
        return new CaseResult(
            study.Name,
            sha256,
            report.Score,
            report.Classes!.ToDictionary(found => found.Name, found => found.Score),
            report.VolumeMl,
            truth?.TotalMl(),
            truth is null ? null : PixelTally.Of(images.Probabilities!.Values, truth.Labels),
            null,
            problem ?? (truth is not null && study.IsContradictedBy(truth) ? TruthVolume.Contradicts : null))
        {
            Against = other is null ? null : new OtherGrid(other.Report.Score!.Value, PixelTally.Of(other.Images!.Probabilities!.Values, images.Labels!.Labels).Dice),
        };
    }

    /// <summary>The label volume of a case. A case without blood needs none: nothing in it is blood.</summary>
    private static (LabelVolume? Labels, string? Problem) TruthOf(TruthCase study, VolumeGeometry geometry) =>
        study.TruthPath is { } path ? TruthVolume.Read(path, geometry)
        : study.Positive ? (null, null)
        : (new LabelVolume(geometry), null);

    private async Task DrawAsync(TruthCase study, StudyImages images, LabelVolume? truth, CancellationToken cancellation)
    {
        Directory.CreateDirectory(pictures);
        await File.WriteAllBytesAsync(Path.Combine(pictures, study.Name + ".png"), TruthPanel.Draw(images, truth, HemorrhageClass.Types), cancellation);
    }
}
