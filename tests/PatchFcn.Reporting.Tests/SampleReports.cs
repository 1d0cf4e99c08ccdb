using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests;

/// <summary>Made-up reports: two findings, none, and a refusal.</summary>
internal static class SampleReports
{
    public static StudyReport Analyzed() => new()
    {
        Instance = "0123456789abcdef",
        Status = ReportStatus.Analyzed,
        ReasonName = null,
        Reason = null,
        Study = new("1.2.3", "1.2.3.4", 3, 64, 64, new(3, 3, 5), -18.5),
        Model = new("density-baseline", "1.0.0", new string('a', 64), "demonstration", "nothing; set by hand"),
        Grid = "exact",
        Device = "cpu",
        BrainVolumeMl = 1412.5,
        Score = 0.97,
        OperatingPoint = new("balanced", 0.5, 0.96, 0.98, "40 phantoms"),
        Positive = true,
        VolumeMl = 31.25,
        Classes = [new("sdh", 0.97, 25), new("edh", 0.02, 0), new("iph", 0.8, 6.25), new("sah-ivh", 0.1, 0)],
        Findings =
        [
            new("F1", "sdh", 0.97, 25, [-52.5, 3, 40], Laterality.Right, new(0, 1), 88.25, 9.5, null, 64.5, [], new(1, 8, 4, 30, 30, 0.97)),
            new("F2", "iph", 0.8, 6.25, [30, 12, 45], Laterality.Left, new(2, 2), 21, null, 6, 70, ["singleSlice"], new(2, 20, 30, 30, 30, 0.8)),
        ],
        Unlisted = new(0, 0),
        Slices = [.. Enumerable.Range(0, 3).Select(i => new ReportedSlice(i, $"1.2.3.4.{i}", -70 + 5 * i, 0.31 * (i + 1), 120 * i, 25, true))],
        Ledger = [new("a.dcm", true, "axial head CT"), new("scout.dcm", false, "localizer")],
        Warnings = [new StudyWarning("unevenSpacing", "Slices are 4.5 to 5.5 mm apart.")],
        Timings = new Dictionary<string, double> { ["ingest"] = 210.5, ["score"] = 3200 },
    };

    /// <summary>The larger finding, in slices 1 and 2, is under the point; the smaller one, in slice 3, over it.</summary>
    public static StudyReport SurerSmallOne()
    {
        var report = Analyzed();
        var (large, small) = (report.Findings![0], report.Findings[1]);
        return report with { Score = 0.904, Findings = [large with { TopPatch = large.TopPatch! with { Score = 0.351 } }, small with { TopPatch = small.TopPatch! with { Score = 0.904 } }] };
    }

    public static StudyReport NothingFound() => Analyzed() with
    {
        Score = 0.12,
        Positive = false,
        VolumeMl = 0,
        Classes = [new("sdh", 0.12, 0)],
        Findings = [],
        Slices = [.. Analyzed().Slices.Select(slice => slice with { Score = 0.1, AreaMm2 = 0 })],
    };

    public static StudyReport NotAnalyzed() => Analyzed() with
    {
        Status = ReportStatus.NotAnalyzed,
        ReasonName = "noHeadCtSeries",
        Reason = "No axial head CT series was found. Send the axial series.",
        Study = new(null, null, null, null, null, null, null),
        BrainVolumeMl = null,
        Score = null,
        Positive = null,
        VolumeMl = null,
        Classes = null,
        Findings = null,
        Unlisted = null,
        Slices = [],
    };
}
