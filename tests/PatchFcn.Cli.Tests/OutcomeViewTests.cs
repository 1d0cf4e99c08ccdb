using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;

namespace PatchFcn.Cli.Tests;

public sealed class OutcomeViewTests
{
    /// <summary>R258: volumes as in the report.</summary>
    [Theory]
    [InlineData(0.0, "0 mL")]
    [InlineData(0.004, "< 0.01 mL")]
    [InlineData(0.04, "0.04 mL")]
    [InlineData(31.25, "31.2 mL")]
    public void Verdict_SmallVolume_DoesNotLookLikeNone(double volume, string expected)
    {
        var outcome = new StudyOutcome(ReportStatus.Analyzed, "study/instance", null, 0.9, true, volume);

        Assert.Equal($"Finding: score 0.900, {expected}. Not for diagnostic use.", OutcomeView.Verdict(outcome, IntendedUse.Clinical));
    }

    /// <summary>R355: three decimals would say 0.750, the operating point itself.</summary>
    [Fact]
    public void Verdict_ScoreJustUnderTheOperatingPoint_DoesNotLookEqualToIt()
    {
        var outcome = new StudyOutcome(ReportStatus.Analyzed, "study/instance", null, 0.74996, false, 2) { Findings = 1, Threshold = 0.75 };

        Assert.Equal("Regions marked, below the operating point: score 0.74996, 2.0 mL. Not for diagnostic use.", OutcomeView.Verdict(outcome, IntendedUse.Clinical));
    }

    /// <summary>R336: an alarm that stands is not told of as a study that nobody looked at.</summary>
    [Theory]
    [InlineData(ReportStatus.Incomplete, "The alarm stands")]
    [InlineData(ReportStatus.NotAnalyzed, "NOT ANALYSED")]
    public void Broken_AlarmOrNone_SaysWhich(ReportStatus status, string expected) =>
        Assert.Contains(expected, OutcomeView.Broken(status), StringComparison.Ordinal);

    /// <summary>R333: who reads the terminal alone must not take a part for the whole.</summary>
    [Theory]
    [InlineData(true, "Finding")]
    [InlineData(false, "No finding")]
    public void Verdict_PartOfTheHead_SaysSo(bool positive, string what)
    {
        var outcome = new StudyOutcome(ReportStatus.Analyzed, "study/instance", null, 0.9, positive, 0) { InPart = true };

        Assert.Equal($"{what}: score 0.900, 0 mL. NOT ALL OF THE HEAD WAS ANALYSED. Not for diagnostic use.", OutcomeView.Verdict(outcome, IntendedUse.Clinical));
    }
}
