using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Results;

/// <summary>Puts together what is said about a study, from everything that was learnt about it.</summary>
internal sealed class ReportBuilder(StudyRequest request, SourceStudy source, LoadedModel model)
{
    /// <summary>The report of a study whose slices were all scored.</summary>
    public StudyReport Analyzed(AggregateRequest learnt, StudyFindings findings, IReadOnlyList<SliceScores> scores, AnalysisGrid grid, ReportedPrior? prior)
    {
        var blank = Blank(ReportStatus.Analyzed, null, learnt.Timings);
        return blank with
        {
            BrainVolumeMl = learnt.Brain.BrainVolumeMl,
            Score = findings.Score,
            Positive = findings.IsPositive(blank.OperatingPoint.Threshold),
            VolumeMl = findings.VolumeMl,
            Classes = [.. findings.Classes.Select(found => new ReportedClass(found.Name, found.Score, found.VolumeMl))],
            Findings = [.. findings.Findings.Select(Describe)],
            Unlisted = new ReportedSpecks(findings.Unlisted.Count, findings.Unlisted.VolumeMl),
            Prior = prior,
            Slices = [.. Enumerable.Range(0, grid.Source.SliceCount).Select(slice => Describe(slice, findings.Slices[slice], scores[grid.ScoredBy(slice)]))],
            Warnings = [.. source.Warnings, .. learnt.Brain.Warnings, .. DeviceWarnings()],
        };
    }

    /// <summary>The report of a study that was refused, or whose analysis broke off.</summary>
    public StudyReport Concluded(ConcludeRequest learnt) =>
        Blank(learnt.Alarm is null ? ReportStatus.NotAnalyzed : ReportStatus.Incomplete, learnt.Reason, learnt.Timings) with
        {
            Slices = [.. Enumerable.Range(0, source.Reading.Series?.Slices.Count ?? 0).Select(slice => NotScored(slice) with { Score = learnt.Alarm?.ScoreOf(slice) })],
            Warnings = [.. source.Warnings, .. learnt.Warnings],
        };

    private StudyReport Blank(ReportStatus status, Refusal? reason, IReadOnlyDictionary<string, double> timings)
    {
        var (manifest, settings) = (model.Manifest, request.Settings);
        var point = model.OperatingPoint(settings);
        return new StudyReport
        {
            Instance = request.InstanceId,
            Status = status,
            ReasonName = reason?.Name,
            Reason = reason?.Message,
            Study = ReportIdentity.Describe(source),
            Model = new ReportedModel(manifest.Name, manifest.Version, manifest.Sha256, manifest.IntendedUse, manifest.TrainedOn),
            Grid = settings.Grid.ToName(),
            Device = model.Device,
            BrainVolumeMl = null,
            Score = null,
            OperatingPoint = new ReportedOperatingPoint(
                settings.OperatingPoint, point.Threshold, point.Sensitivity, point.Specificity, point.MeasuredOn),
            Positive = null,
            VolumeMl = null,
            Classes = null,
            Findings = null,
            Slices = [],
            Ledger = [.. source.Reading.Ledger.Select(entry => new ReportedFile(entry.File, entry.Used, $"{entry.Reason}: {entry.Sentence}"))],
            Warnings = [],
            Timings = timings,
        };
    }

    private ReportedSlice Describe(int slice, SliceFindings found, SliceScores scores) => found.Score is null
        ? NotScored(slice)
        : NotScored(slice) with { Score = found.Score, AreaMm2 = found.AreaMm2, Patches = scores.PatchesRun, Used = true };

    private ReportedSlice NotScored(int slice) =>
        new(slice, ReportIdentity.Uid(source, slice), source.Series.Geometry.SlicePositions[slice], null, null, 0, false);

    private static ReportedFinding Describe(Finding finding) => new(
        finding.Id,
        finding.Class,
        finding.Score,
        finding.VolumeMl,
        [finding.CentroidMm.X, finding.CentroidMm.Y, finding.CentroidMm.Z],
        finding.Laterality,
        new ReportedSliceRange(finding.Slices.First, finding.Slices.Last),
        finding.LongestDiameterMm,
        finding.ThicknessMm,
        finding.Abc2Ml,
        finding.MeanHu,
        finding.ReasonTags,
        finding.TopPatch is { } patch
            ? new ReportedPatch((patch.Slices.First + patch.Slices.Last) / 2, patch.Row, patch.Column, patch.Rows, patch.Columns, patch.Score)
            : null)
    {
        Abc2AxesMm = finding.Abc2 is { } abc ? [abc.AMm, abc.BMm, abc.CMm] : null,
    };

    private IEnumerable<StudyWarning> DeviceWarnings() => model.DeviceWarning is { } warning ? [warning] : [];
}
