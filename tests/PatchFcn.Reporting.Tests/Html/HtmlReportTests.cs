using System.Text;
using System.Text.RegularExpressions;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Html;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "</script></style>\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{ 1 }}<!--";

    [Fact]
    public async Task WriteAsync_DemonstrationModel_NeverSaysNegativeAndSaysNotForDiagnosticUse()
    {
        var page = await Write(SampleReports.NothingFound());

        Assert.Contains("<h1>No finding by a demonstration model</h1>", page, StringComparison.Ordinal);
        Assert.Contains("NOT FOR DIAGNOSTIC USE", page, StringComparison.Ordinal);
        Assert.DoesNotContain("negative", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WriteAsync_NotAnalyzed_SaysSoWithTheReasonAndNoNumbers()
    {
        var page = await Write(SampleReports.NotAnalyzed());

        Assert.Contains("<h1>NOT ANALYSED – interpret without this software</h1>", page, StringComparison.Ordinal);
        Assert.Contains(SampleReports.NotAnalyzed().Reason!, page, StringComparison.Ordinal);
        Assert.DoesNotContain("0.0", page.Split("<header")[1].Split("<section")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_HostileTextEverywhere_AddsNoElementAndNoAttribute()
    {
        var images = SampleImages.Study(SampleImages.Axial(), 1, 0, 3);
        var harmless = SampleReports.Analyzed();

        var expected = Tags(await Write(WithText(harmless, "x"), WithClasses(images, "x")));
        var page = await Write(WithText(harmless, Hostile), WithClasses(images, Hostile));

        Assert.Equal(expected, Tags(page));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(2)</script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_WarningOfTheMachineAlone_IsNoWarningOfTheStudy()
    {
        var page = await Write(SampleReports.Analyzed() with { Warnings = [new StudyWarning("noGpu", "The network runs on the CPU.")] });

        Assert.DoesNotContain("id=\"warnings\"", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Remark</dt><dd>The network runs on the CPU.</dd>", page, StringComparison.Ordinal);
    }

    /// <summary>R233, R237: the finding to look at first is among those in full, however small; on paper the page says what is not there.</summary>
    [Fact]
    public async Task WriteAsync_MoreFindingsThanFit_SaysHowManyAndHowMuchTheOthersAre()
    {
        var finding = SampleReports.Analyzed().Findings![1];

        var page = await Write(SampleReports.Analyzed() with
        {
            Findings = [.. Enumerable.Range(1, 9).Select(i => finding with { Id = $"F{i}", VolumeMl = 6, TopPatch = finding.TopPatch! with { Score = i == 8 ? 0.9 : 0.3 } })],
        });

        var more = page.Split("<summary>3 more findings, 18.0 mL in all (not printed)</summary>");
        Assert.Equal(["F1", "F2", "F3", "F4", "F5", "F8"], Articles(more[0]));
        Assert.Equal(["F6", "F7", "F9"], Articles(more[1]));

        static IEnumerable<string> Articles(string html) =>
            html.Split("<article class=\"finding\" aria-label=\"Finding ").Skip(1).Select(article => article[..article.IndexOf('"', StringComparison.Ordinal)]);
    }

    /// <summary>R233: the viewer opens where the score comes from.</summary>
    [Fact]
    public async Task WriteAsync_SmallerFindingOfHigherScore_OpensAtItsSlice()
    {
        var page = await Write(SampleReports.SurerSmallOne(), SampleImages.Study(SampleImages.Axial(), 1, 1, 3));

        Assert.Contains("<canvas id=\"canvas\" data-slice=\"2\">", page, StringComparison.Ordinal);
        Assert.Contains("data-slice=\"2\">Show slice 3</a>", page, StringComparison.Ordinal);
    }

    /// <summary>R356: on paper the strips are all that is left of the slices.</summary>
    [Fact]
    public async Task WriteAsync_Strips_SayWhichSideIsWhich()
    {
        var page = await Write(SampleReports.Analyzed(), SampleImages.Study(SampleImages.Axial(), 1, 1, 3));

        var pictures = page.Split("<a class=\"jump\"").Skip(1).Select(jump => jump.Split("</a>")[0]).Where(jump => jump.Contains("<canvas", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.EndsWith("<span class=\"corner side-left\" data-side=\"R\"></span><span class=\"corner side-right\" data-side=\"L\"></span>", picture, StringComparison.Ordinal));
    }

    /// <summary>R351, R399: what decided is told apart from the probability of the surest pixel, and not rounded to the operating point.</summary>
    [Fact]
    public async Task WriteAsync_Finding_HasTheScoreOfItsPatchAndTheHighestProbabilityOfItsPixels()
    {
        var finding = SampleReports.Analyzed().Findings![0];
        var report = SampleReports.Analyzed() with { Findings = [finding with { Score = 0.99, TopPatch = finding.TopPatch! with { Score = 0.49999 } }, finding with { TopPatch = null }] };

        var page = await Write(report);

        Assert.Contains("<dt>Score (patch that stands for it)</dt><dd>0.49999</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Score (patch that stands for it)</dt><dd>–</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Highest pixel probability</dt><dd>0.99</dd>", page, StringComparison.Ordinal);
    }

    /// <summary>R237: a print has no viewer, so that the slice to look at has to stand in a strip.</summary>
    [Fact]
    public async Task WriteAsync_OverThePointAndNothingMarked_ShowsTheSliceInAStrip()
    {
        var page = await Write(SampleReports.Analyzed() with { Findings = [], VolumeMl = 0 }, SampleImages.Study(SampleImages.Axial(slices: 5)));

        var strip = page.Split("<div class=\"strip\">")[1].Split("</div>")[0];
        Assert.Equal(["1", "2", "3"], strip.Split("<canvas data-slice=\"").Skip(1).Select(canvas => canvas[..1]));
        Assert.DoesNotContain("<div class=\"strip\">", await Write(SampleReports.NothingFound(), SampleImages.Study(SampleImages.Axial(slices: 5))), StringComparison.Ordinal);
    }

    /// <summary>R235: where thickness is not given, the page says why; a model of types has nothing to explain.</summary>
    [Fact]
    public async Task WriteAsync_ModelOfOneClass_SaysWhyThereIsNoThickness()
    {
        const string Why = "The model does not tell types of hemorrhage apart";
        var report = SampleReports.Analyzed();

        Assert.Contains(Why, await Write(report with { Classes = [new("hemorrhage", 0.97, 31.25)] }), StringComparison.Ordinal);
        Assert.DoesNotContain(Why, await Write(report), StringComparison.Ordinal);
    }

    /// <summary>R258: why the volume of all is more than that of the findings.</summary>
    [Theory]
    [InlineData(1, 0.004, "In 1 speck too small to be listed</th><td></td><td class=\"n\">&lt; 0.01</td>")]
    [InlineData(3, 0.03, "In 3 specks too small to be listed</th><td></td><td class=\"n\">0.03</td>")]
    public async Task WriteAsync_SpecksBesideTheFindings_SaysHowManyAndHowMuch(int count, double volumeMl, string expected)
    {
        var page = await Write(SampleReports.Analyzed() with { Unlisted = new(count, volumeMl) });

        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.DoesNotContain("too small to be listed", await Write(SampleReports.Analyzed()), StringComparison.Ordinal);
        Assert.DoesNotContain("too small to be listed", await Write(SampleReports.Analyzed() with { Unlisted = null }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_UnevenStack_SaysThatTheDistanceIsTheMedian()
    {
        Assert.Contains("unevenly spaced, median 5.0 mm", await Write(SampleReports.Analyzed()), StringComparison.Ordinal);
        Assert.Contains("every 5.0 mm", await Write(SampleReports.Analyzed() with { Warnings = [] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "30.0</td>")]
    [InlineData(true, true, "Not all of the head was analysed then: the volumes cannot be compared")]
    [InlineData(false, false, "or with other settings: the volumes cannot be compared")]
    public async Task WriteAsync_EarlierResult_SaysWhatHasChanged(bool sameModel, bool inPart, string expected)
    {
        var prior = new ReportedPrior("0123456789abcdef", 26, "density-baseline", "0.9", sameModel, 0.8, true, 1.25, [new("sdh", 0.8, 1.25)]) { InPart = inPart };

        var page = await Write(SampleReports.Analyzed() with { Prior = prior });

        Assert.Contains("26.0 h earlier", page, StringComparison.Ordinal);
        Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    /// <summary>R400: rounded to the operating point of then it would be at it.</summary>
    [Theory]
    [InlineData(0.9, "score 0.8997, below the operating point")]
    [InlineData(null, "score 0.900, below the operating point")]
    public async Task WriteAsync_EarlierScoreJustUnderItsPoint_DoesNotLookEqualToIt(double? threshold, string expected)
    {
        var prior = new ReportedPrior("0123456789abcdef", 26, "density-baseline", "0.9", false, 0.8997, false, 1.25, []) { Threshold = threshold };

        Assert.Contains(expected, await Write(SampleReports.Analyzed() with { Prior = prior }), StringComparison.Ordinal);
    }

    /// <summary>R400: the viewer writes the scores that it is given.</summary>
    [Fact]
    public async Task WriteAsync_SliceJustUnderThePoint_DoesNotLookEqualToIt()
    {
        var report = SampleReports.Analyzed();

        var page = await Write(
            report with { Slices = [.. report.Slices.Select(slice => slice with { Score = slice.Index == 0 ? null : 0.49999 })] },
            SampleImages.Study(SampleImages.Axial(), 1, 1, 3));

        Assert.Contains("\"score\":null},", page, StringComparison.Ordinal);
        Assert.Contains("\"score\":\"0.49999\"}", page, StringComparison.Ordinal);
    }

    /// <summary>R400: the score of the study alone has to have no more decimals than three here.</summary>
    [Fact]
    public async Task WriteAsync_ClassJustUnderThePoint_DoesNotLookEqualToIt()
    {
        var page = await Write(SampleReports.Analyzed() with { Classes = [new("sdh", 0.49999, 25), new("iph", 0.97, 6.25)] });

        Assert.Contains("<td class=\"n\">0.49999</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">0.970</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_AnyReport_LoadsNothingFromElsewhere()
    {
        var page = await Write(SampleReports.Analyzed(), SampleImages.Study(SampleImages.Axial(), 1));

        Assert.DoesNotMatch(@"(?i)(src|href)\s*=\s*""(?!#)|https?://|@import|url\(", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    private static StudyReport WithText(StudyReport report, string text) => report with
    {
        Instance = text,
        Reason = text,
        Study = report.Study with { InstanceUid = text, SeriesInstanceUid = text },
        Model = new(text, text, text, text, text),
        Grid = text,
        Device = text,
        OperatingPoint = new(text, 0.5, 0.9, 0.9, text),
        Classes = [new(text, 0.9, 3)],
        Findings = [report.Findings![0] with { Id = text, Class = text, ReasonTags = [text] }],
        Ledger = [new(text, false, text)],
        Warnings = [new StudyWarning(text, text)],
        Disclaimer = text,
        Timings = new Dictionary<string, double> { [text] = 1 },
        Prior = new(text, 30, text, text, false, 0.5, true, 3, [new(text, 0.5, 3)]),
    };

    private static StudyImages WithClasses(StudyImages images, string name) => new(images.Ct, images.Brain, images.Labels, [name]);

    /// <summary>Every tag of a page with the names of its attributes.</summary>
    private static List<string> Tags(string page) =>
        [.. Tag().Matches(page).Select(tag => tag.Groups[1].Value + ": " + string.Join(' ', Attribute().Matches(tag.Value).Select(a => a.Groups[1].Value)))];

    [GeneratedRegex("""<(/?[a-zA-Z!][^\s>]*)(?:"[^"]*"|'[^']*'|[^'">])*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\s([^\s=>"'/]+)(?:="[^"]*")?""")]
    private static partial Regex Attribute();

    private static async Task<string> Write(StudyReport report, StudyImages? images = null)
    {
        using var stream = new MemoryStream();
        await HtmlReport.WriteAsync(report, images, stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
