using PatchFcn.Cli.Watching;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using Spectre.Console;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>R355: the console of <c>watch</c> says what page, event and <c>analyze</c> say.</summary>
public sealed class WatchViewTests
{
    [Theory]
    [InlineData(0.74996, false, 1, "Regions marked by a research model, below the operating point, score 0.74996, 2.0 mL")]
    [InlineData(0.74996, false, 0, "No finding by a research model, score 0.74996, 2.0 mL")]
    [InlineData(0.75, true, 1, "Finding by a research model, score 0.750, 2.0 mL")]
    public void Finished_Analyzed_SaysWhatTheOthersSay(double score, bool positive, int findings, string expected)
    {
        var study = Study() with { Score = score, Positive = positive, Findings = findings };

        Assert.Contains(expected, Written(study), StringComparison.Ordinal);
    }

    /// <summary>R333: a part of a head is not the whole.</summary>
    [Fact]
    public void Finished_InPart_SaysOfWhatNothingWasFound() => Assert.Contains(
        "No finding by a research model in the part of the head that was analysed, score",
        Written(Study() with { Findings = 0, InPart = true }),
        StringComparison.Ordinal);

    /// <summary>R358: all of none is not what an archive has.</summary>
    [Theory]
    [InlineData(0, 0, null, "nothing went to the PACS: this study has no DICOM objects")]
    [InlineData(0, 0, "no account", "delivered 0 of 0 objects: no account")]
    [InlineData(7, 7, null, "delivered 7 objects")]
    public void Finished_Delivered_SaysWhatTheArchiveHas(int taken, int objects, string? problem, string expected) =>
        Assert.EndsWith(expected, Written(Study() with { Delivery = new DeliverySummary(taken, objects, problem) }), StringComparison.Ordinal);

    private static FinishedStudy Study() => new("instance", "study/instance", ReportStatus.Analyzed, null, 0.1, false, 2, DateTimeOffset.UnixEpoch)
    {
        Threshold = 0.75,
        Model = new ResultModel("model", "1.0", IntendedUse.Research),
    };

    private static string Written(FinishedStudy study) => string.Join('\n', WatchView.Lines(study, TimeSpan.FromSeconds(3)).Select(Markup.Remove));
}
