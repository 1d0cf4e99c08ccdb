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
            Study(true, Said(GivenVerdict.FalseAlarm, "artefact"), Said(GivenVerdict.Agree), Said(GivenVerdict.Acknowledged)) with { Study = "1" },
            Study(true, Said(GivenVerdict.FalseAlarm, "artefact")) with { Study = "2" },
            Study(false, Said(GivenVerdict.Agree)) with { Study = "3" },
            Study(false, Said(GivenVerdict.MissedBleed)) with { Study = "4" },
            Study(true, Said(GivenVerdict.Acknowledged)) with { Study = "5" },
            Study(false) with { Study = "6" },
        ]));

        Assert.Equal((6, 1, 1, 1, 1, 2), (tally.Studies, tally.AgreedFindings, tally.FalseAlarms, tally.AgreedOthers, tally.Missed, tally.Unread));
        Assert.Equal(1, tally.Reasons["artefact"]);
    }

    /// <summary>R245</summary>
    [Fact]
    public void Of_StudyWithTwoRuns_CountsByTheNewer()
    {
        var older = Study(true, Said(GivenVerdict.FalseAlarm, "artefact"));
        var newer = Study(false, Said(GivenVerdict.Agree) with { GivenUtc = Time.AddHours(2) });

        var tally = Assert.Single(VerdictTally.Of([newer with { Run = newer.Run with { Instance = "newer", FinishedUtc = Time.AddHours(1) } }, older]));

        Assert.Equal((1, 0, 1, 0), (tally.Studies, tally.FalseAlarms, tally.AgreedOthers, tally.Unread));
        Assert.Equal("newer", Assert.Single(tally.Verdicts).Run.Instance);
    }

    /// <summary>R245</summary>
    [Fact]
    public void Of_StudyThatWasNotAnalyzed_CountsAsNothingElse()
    {
        var refused = Study(false, Said(GivenVerdict.Agree)) with { Study = "1" };
        refused = refused with { Run = refused.Run with { Status = ReportStatus.NotAnalyzed, Positive = null } };

        var tally = Assert.Single(VerdictTally.Of([refused, Study(false, Said(GivenVerdict.Agree)) with { Study = "2" }]));

        Assert.Equal((1, 1, 1, 0), (tally.Studies, tally.NotAnalyzed, tally.AgreedOthers, tally.Unread));
        Assert.Equal(2, tally.Judged);
    }

    /// <summary>R245</summary>
    [Fact]
    public void Of_ManyVerdicts_ListsTheNewestFirstAndNoMoreThanFit()
    {
        var tally = Assert.Single(VerdictTally.Of(Enumerable.Range(0, ReadStudy.Listed + 3).Select(i => Study(true, Said(GivenVerdict.Agree) with { GivenUtc = Time.AddMinutes(i) }) with { Study = $"{i}" })));

        Assert.Equal((ReadStudy.Listed + 3, ReadStudy.Listed), (tally.Judged, tally.Verdicts.Count));
        Assert.Equal(Time.AddMinutes(ReadStudy.Listed + 2), tally.Verdicts[0].Verdict.GivenUtc);
    }

    /// <summary>R244</summary>
    [Theory]
    [InlineData(null, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 2)]
    [InlineData(0, 3)]
    public void Of_MoreStudiesThanAreWanted_LeavesOutTheOldestThatAreNotUrgent(int? newest, int leftOut)
    {
        ListedStudy[] others = [Study(false) with { Study = "quiet" }, Study(true, Said(GivenVerdict.Agree)) with { Study = "seen" }, Study(false) with { Study = "newest" }];
        for (var i = 0; i < others.Length; i++)
            others[i] = others[i] with { Run = others[i].Run with { VolumeMl = 0, FinishedUtc = Time.AddMinutes(i - others.Length) } };
        var urgent = Study(true) with { Study = "alarm" };
        urgent = urgent with { Run = urgent.Run with { FinishedUtc = Time.AddYears(-1) } };

        var worklist = Worklist.Of(ListedStudy.Sort([.. others, urgent]), newest);

        Assert.Equal(leftOut, worklist.LeftOut);
        Assert.Equal(4 - leftOut, worklist.Studies.Count);
        Assert.Equal("alarm", worklist.Studies[0].Study);
        Assert.Equal(newest != 0, worklist.Studies.Any(it => it.Study == "newest"));
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
        Assert.Equal(urgency == Urgency.Seen, study.Judgement is not null);
    }

    /// <summary>R407: "agree" was said when nothing was found, and is no confirmed alarm now.</summary>
    [Fact]
    public void Of_VerdictOnTheEndBeforeARerun_IsNotCounted()
    {
        var tally = Assert.Single(VerdictTally.Of([Study(true, Said(GivenVerdict.Agree) with { RunFinishedUtc = Time.AddDays(-1) })]));

        Assert.Equal((0, 1, 0), (tally.AgreedFindings, tally.Unread, tally.Judged));
    }

    /// <summary>R407</summary>
    [Fact]
    public void Write_VerdictOnTheEndBeforeARerun_DoesNotStandBesideTheScoreOfThisOne()
    {
        var csv = VerdictCsv.Write([Study(true, Said(GivenVerdict.Agree) with { RunFinishedUtc = Time.AddDays(-1) })]);

        Assert.EndsWith("""
            "","","","","agree","","",""

            """.ReplaceLineEndings("\r\n"), csv, StringComparison.Ordinal);
    }

    /// <summary>R188: hosts that share a storage have clocks of their own.</summary>
    [Theory]
    [InlineData(0, -30, Urgency.Seen)]
    [InlineData(-60, 30, Urgency.Alarm)]
    [InlineData(60, 30, Urgency.Alarm)]
    public void Urgency_VerdictThatNamesTheEnd_CountsForThatEndAlone(int secondsToTheEndItNames, int secondsAfterTheEnd, Urgency urgency)
    {
        var verdict = Said(GivenVerdict.Agree) with { GivenUtc = Time.AddSeconds(secondsAfterTheEnd), RunFinishedUtc = Time.AddSeconds(secondsToTheEndItNames) };

        Assert.Equal(urgency, Study(true, verdict).Urgency);
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
        return new ListedStudy(run.Study, run, verdicts);
    }
}
