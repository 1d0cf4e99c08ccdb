using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Reports;

public sealed class VerdictTests
{
    private static readonly StudyWarning Thick = new("thickSlices", "Some slices are thicker than 6 mm.");

    [Theory]
    [InlineData("clinical", "Hemorrhage suspected")]
    [InlineData("research", "Hemorrhage suspected by a research model")]
    [InlineData("demonstration", "Finding by a demonstration model")]
    [InlineData("a use nobody knows", "Finding by a demonstration model")]
    public void Of_Positive_SaysWhoseFindingItIs(string intendedUse, string headline)
    {
        var verdict = Verdict.Of(By(intendedUse, SampleReports.Analyzed()));

        Assert.Equal(("alarm", headline), (verdict.Tone, verdict.Headline));
        Assert.Contains("Subdural, right, 25.0 mL, and one more finding", verdict.Reason, StringComparison.Ordinal);
    }

    /// <summary>What lies on both sides is <c>midline</c> in the report; a reader is not told that it is in the middle.</summary>
    [Fact]
    public void Of_FindingOfMidline_SaysThatItMayBeOnBothSides()
    {
        var report = SampleReports.Analyzed();
        var verdict = Verdict.Of(report with { Findings = [report.Findings![0] with { Laterality = Laterality.Midline }] });

        Assert.Contains("Subdural, midline or both sides, 25.0 mL", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clinical", "No finding at this operating point")]
    [InlineData("research", "No finding by a research model")]
    [InlineData("demonstration", "No finding by a demonstration model")]
    public void Of_NothingFound_IsNeverCalledNegative(string intendedUse, string headline)
    {
        var verdict = Verdict.Of(By(intendedUse, SampleReports.NothingFound()));

        Assert.Equal(("quiet", headline), (verdict.Tone, verdict.Headline));
        Assert.Contains("does not rule out", verdict.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ScoreOverThePointAndMaskEmpty_AlarmsAndPointsToTheHighestSlice()
    {
        var verdict = Verdict.Of(SampleReports.Analyzed() with { Findings = [], VolumeMl = 0 });

        Assert.Equal("alarm", verdict.Tone);
        Assert.Contains("no pixel is marked", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(2, verdict.Slice);
    }

    [Fact]
    public void Of_SpecksTooSmallToBeListed_SaysThatTheyAreThere()
    {
        var specks = SampleReports.NothingFound() with { VolumeMl = 0.013 };

        Assert.Contains("only specks are marked, 0.01 mL in all", Verdict.Of(specks).Reason, StringComparison.Ordinal);
        Assert.Equal("quiet", Verdict.Of(specks).Tone);
        Assert.EndsWith("only specks marked", Verdict.Of(specks with { Positive = true, Score = 0.9 }).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_MaskUnderThePoint_Cautions()
    {
        var verdict = Verdict.Of(SampleReports.Analyzed() with { Score = 0.49, Positive = false, VolumeMl = 31.4 });

        Assert.Equal("caution", verdict.Tone);
        Assert.Contains("31.4 mL", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ScoreJustUnderThePoint_DoesNotLookEqualToIt()
    {
        var verdict = Verdict.Of(SampleReports.NothingFound() with { Score = 0.499999 });

        Assert.Contains("Score 0.499999 is below the operating point “balanced” (0.500000)", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NotAnalyzed_SaysWhyAndToReadNormally()
    {
        var verdict = Verdict.Of(SampleReports.NotAnalyzed());

        Assert.Equal(("refused", "NOT ANALYSED – interpret without this software"), (verdict.Tone, verdict.Headline));
        Assert.Equal(SampleReports.NotAnalyzed().Reason, verdict.Reason);
    }

    [Fact]
    public void Of_IncompleteAfterAnAlert_LetsTheAlarmStand()
    {
        var broken = SampleReports.Analyzed() with { Status = ReportStatus.Incomplete, Reason = "The disk is full." };

        var verdict = Verdict.Of(broken with { Positive = null, Score = null, Findings = null });

        Assert.Equal(("alarm", "Finding by a demonstration model – analysis INCOMPLETE"), (verdict.Tone, verdict.Headline));
    }

    /// <summary>R183; R400: three decimals would say 0.500, the operating point itself.</summary>
    [Theory]
    [InlineData(0.91, "0.910")]
    [InlineData(0.50001, "0.50001")]
    public void Of_IncompleteAfterAnAlert_SaysWhereItWasRaised(double score, string expected)
    {
        var report = SampleReports.Analyzed();
        var broken = report with
        {
            Status = ReportStatus.Incomplete,
            Reason = "The disk is full.",
            Positive = null,
            Score = null,
            Findings = null,
            Slices = [.. report.Slices.Select(slice => slice with { Score = slice.Index is 1 or 2 ? score : null })],
        };

        var verdict = Verdict.Of(broken);

        Assert.Contains($"(slices 2 to 3, score {expected})", verdict.Advice, StringComparison.Ordinal);
        Assert.Equal(1, verdict.Slice);
    }

    [Fact]
    public void Of_HighestScoreOfASlab_PointsToItsMiddle()
    {
        var report = SampleReports.Analyzed() with { Findings = [], VolumeMl = 0 };
        var first = report.Slices[0];

        var verdict = Verdict.Of(report with { Slices = [.. Enumerable.Range(0, 12).Select(i => first with { Index = i, Score = i is >= 4 and < 9 ? 0.9 : 0.2 })] });

        Assert.Equal(6, verdict.Slice);
    }

    /// <summary>R408: where slices are thicker than the network was made for, that nothing was found is said with that caution.</summary>
    [Fact]
    public void Of_NothingFoundInThickSlices_IsACautionThatSaysSo()
    {
        var verdict = Verdict.Of(SampleReports.NothingFound() with { Warnings = [Thick] });

        Assert.Equal("caution", verdict.Tone);
        Assert.EndsWith(Thick.Message, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FindingInThickSlices_StaysAnAlarm() =>
        Assert.Equal("alarm", Verdict.Of(SampleReports.Analyzed() with { Warnings = [Thick] }).Tone);

    [Fact]
    public void Of_PartOfTheHeadNotAnalysed_IsNotQuietAboutIt()
    {
        // R183
        var gap = new StudyWarning("brainEndsAbruptly", "The brain could not be followed to its end.");

        var verdict = Verdict.Of(SampleReports.NothingFound() with { Warnings = [gap, new StudyWarning("unevenSpacing", "Uneven.")] });

        Assert.Equal(("caution", "No finding by a demonstration model, and not all of the head was analysed"), (verdict.Tone, verdict.Headline));
        Assert.EndsWith("NOT ALL OF THE HEAD WAS ANALYSED: The brain could not be followed to its end.", verdict.Reason, StringComparison.Ordinal);
    }

    /// <summary>R233: the study is positive by the small finding, so that one is named, and its slice is shown first.</summary>
    [Fact]
    public void Of_ScoreOfASmallerFinding_IsAboutThatOne()
    {
        var report = SampleReports.SurerSmallOne();

        var verdict = Verdict.Of(report);

        Assert.StartsWith("Intraparenchymal, left, 6.2 mL, and one more finding, the largest of 25.0 mL.", verdict.Reason, StringComparison.Ordinal);
        Assert.EndsWith("and comes from F2 in slice 3.", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(2, verdict.Slice);
        Assert.Equal(2, Verdict.Of(report with { Positive = false, Score = 0.45 }).Slice);
    }

    /// <summary>R233: the highest patch lies over nothing that is marked; the marked calcification has not raised the alarm.</summary>
    [Fact]
    public void Of_ScoreOfNoFinding_NamesTheSliceItComesFromAndShowsIt()
    {
        var slices = Enumerable.Range(0, 20).Select(i => new ReportedSlice(i, $"1.2.3.4.{i}", 5 * i, i == 11 ? 0.97 : 0.2, 0, 25, true)).ToArray();
        var marked = SampleReports.Analyzed().Findings![1] with { Id = "F1", Slices = new(15, 16), TopPatch = new(15, 0, 0, 30, 30, 0.1) };

        var verdict = Verdict.Of(SampleReports.Analyzed() with { Slices = slices, Findings = [marked] });

        Assert.EndsWith("and comes from slice 12.", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal((11, "Highest score: slice 12"), (verdict.Slice, verdict.Apart));
    }

    private static StudyReport By(string intendedUse, StudyReport report) => report with { Model = report.Model with { IntendedUse = intendedUse } };
}
