using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R355: the worklist says what the host makes of a result, and makes no words of its own.</summary>
public sealed class ListedStudyTests
{
    [Theory]
    [InlineData(ReportStatus.Analyzed, true, 1, "research", "Finding by a research model")]
    [InlineData(ReportStatus.Analyzed, true, 0, "clinical", "Finding, nothing marked")]
    [InlineData(ReportStatus.Analyzed, false, 2, "clinical", "Regions marked, below the operating point")]
    [InlineData(ReportStatus.Analyzed, false, 0, "nobody knows", "No finding by a demonstration model")]
    [InlineData(ReportStatus.Incomplete, null, null, "demonstration", "Finding by a demonstration model, analysis INCOMPLETE")]
    [InlineData(ReportStatus.NotAnalyzed, null, null, "clinical", "NOT ANALYSED – interpret without this software")]
    public void ResultInWords_AnyEnd_SaysWhatWasFoundAndByWhichModel(ReportStatus status, bool? positive, int? findings, string intendedUse, string expected)
    {
        var run = new FinishedStudy("run", "study/run", status, null, null, positive, null, DateTimeOffset.UnixEpoch) { Findings = findings, Model = new("model", "1.0.0", intendedUse) };

        Assert.Equal(expected, new ListedStudy("study", run, []).ResultInWords);
    }

    /// <summary>R403: the volume stands beside it.</summary>
    [Theory]
    [InlineData(0.03, "Finding, only specks marked")]
    [InlineData(0.0, "Finding, nothing marked")]
    public void ResultInWords_NoFindingListed_SaysNothingMarkedOnlyWhereNothingIs(double volumeMl, string expected)
    {
        var run = new FinishedStudy("run", "study/run", ReportStatus.Analyzed, null, 0.9, true, volumeMl, DateTimeOffset.UnixEpoch) { Findings = 0, Model = new("model", "1.0.0", "clinical") };

        Assert.Equal(expected, new ListedStudy("study", run, []).ResultInWords);
    }
}
