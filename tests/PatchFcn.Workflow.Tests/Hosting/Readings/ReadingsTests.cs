using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Workflow.Tests.Hosting.Readings;

/// <summary>R135 and R136: verdicts as table and tally.</summary>
public sealed class ReadingsTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("=1+1")]
    [InlineData(" +1")]
    [InlineData("-1")]
    [InlineData("@cmd")]
    [InlineData("\t=1")]
    public void Write_TextLikeAFormula_IsNone(string comment)
    {
        var csv = VerdictCsv.Write([Study(true, new StoredVerdict(GivenVerdict.Agree, null, comment, Time))]);

        Assert.Contains($"\"'{comment}\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_QuotesAndLines_StayInTheirCell()
    {
        var csv = VerdictCsv.Write([Study(true, new StoredVerdict(GivenVerdict.Agree, "a \"b\", c", "two\nlines", Time))]);

        Assert.EndsWith("\"agree\",\"\",\"a \"\"b\"\", c\",\"two\nlines\"\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_StudiesOfOneScanner_CountOnceByTheirNewestVerdict()
    {
        var tally = Assert.Single(VerdictTally.Of(
        [
            Study(true, Said(GivenVerdict.FalseAlarm, "artefact"), Said(GivenVerdict.Agree), Said(GivenVerdict.Acknowledged)),
            Study(true, Said(GivenVerdict.FalseAlarm, "artefact")),
            Study(false, Said(GivenVerdict.Agree)),
            Study(false, Said(GivenVerdict.MissedBleed)),
            Study(true, Said(GivenVerdict.Acknowledged)),
            Study(false),
        ]));

        Assert.Equal((6, 1, 1, 1, 1, 2), (tally.Studies, tally.AgreedFindings, tally.FalseAlarms, tally.AgreedOthers, tally.Missed, tally.Unread));
        Assert.Equal(1, tally.Reasons["artefact"]);
    }

    /// <summary>R188: what was said before the study was run again is shown, but may have been said of another end.</summary>
    [Theory]
    [InlineData(-1, Urgency.Alarm)]
    [InlineData(0, Urgency.Seen)]
    [InlineData(60, Urgency.Seen)]
    public void Urgency_VerdictAroundTheEndOfTheRun_CountsFromThenOn(int secondsAfterTheEnd, Urgency urgency)
    {
        var study = Study(true, Said(GivenVerdict.Agree) with { GivenUtc = Time.AddSeconds(secondsAfterTheEnd) });

        Assert.Equal(urgency, study.Urgency);
        Assert.NotNull(study.Judgement);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("http://127.0.0.1:7071", "same-origin", false)]
    [InlineData("https://127.0.0.1:7071", "none", false)]
    [InlineData("http://127.0.0.1:7072", null, true)]
    [InlineData("null", null, true)]
    [InlineData(null, "cross-site", true)]
    [InlineData(null, "same-site", true)]
    public void IsForeign_RequestOfABrowser_IsToldByItsHeaders(string? origin, string? fetchSite, bool foreign) =>
        Assert.Equal(foreign, RequestGuard.IsForeign(origin, fetchSite, "127.0.0.1:7071"));

    private static StoredVerdict Said(string verdict, string? reason = null) => new(verdict, null, null, Time) { Reason = reason };

    private static ListedStudy Study(bool positive, params StoredVerdict[] verdicts)
    {
        var run = new FinishedStudy("instance", "0123456789abcdef/fedcba9876543210", ReportStatus.Analyzed, null, 0.5, positive, 1, Time);
        return new ListedStudy(run.Study, run, "demonstration", verdicts);
    }
}
