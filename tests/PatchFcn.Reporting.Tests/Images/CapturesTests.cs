using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Tests.Images;

public sealed class CapturesTests
{
    private static readonly StudyImages Images = SampleImages.Study(SampleImages.Axial(slices: 5), 0, 1, 0, 3, 0);

    [Fact]
    public void Render_Finding_GivesSummaryAndSlicesAroundIt()
    {
        var pictures = Captures.Render(SampleReports.Analyzed(), Images);

        Assert.Equal([null, 0, 1, 2], pictures.Select(picture => picture.Slice));
        Assert.All(pictures, picture => Assert.Equal(3 * picture.Rows * picture.Columns, picture.Rgb.Length));
    }

    /// <summary>R233.</summary>
    [Fact]
    public void Render_SmallerFindingOfHigherScore_ShowsThatOne() =>
        Assert.Equal([null, 1, 2, 3], Captures.Render(SampleReports.SurerSmallOne(), Images).Select(picture => picture.Slice));

    /// <summary>R237: what does not fit is in the report, and the tile says so (in amber, which a quiet verdict has in its first line alone).</summary>
    [Fact]
    public void Render_SummaryThatDoesNotFit_SaysSo()
    {
        var gaps = Enumerable.Range(0, 6).Select(i => new StudyWarning("vertexNotCovered", $"{i} of the head is missing, {string.Join(' ', Enumerable.Repeat("and more", 30))}."));

        Assert.True(AmberAtTheFoot(SampleReports.NothingFound() with { Warnings = [.. gaps] }));
        Assert.False(AmberAtTheFoot(SampleReports.NothingFound()));

        static bool AmberAtTheFoot(StudyReport report)
        {
            var tile = Captures.Render(report, null)[0];
            return tile.Rgb.AsSpan(3 * tile.Columns * (tile.Rows - 80), 3 * tile.Columns * 30).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xB0, 0x2E]) >= 0;
        }
    }

    /// <summary>R237: the tile has the colours of the page.</summary>
    [Fact]
    public void Render_Summary_IsRedForAnAlarmAlone()
    {
        StudyReport[] amber = [SampleReports.NotAnalyzed(), SampleReports.Analyzed() with { Positive = false, Score = 0.45 }];

        Assert.True(HasRed(SampleReports.Analyzed()));
        Assert.All(amber, report => Assert.False(HasRed(report)));

        static bool HasRed(StudyReport report) => Captures.Render(report, null)[0].Rgb.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x6B, 0x6B]) >= 0;
    }

    /// <summary>Red before green before blue: a subdural is green, an amber warning has no blue to speak of.</summary>
    [Fact]
    public void Render_MarkedSlice_HasTheColourOfItsClass()
    {
        var marked = Captures.Render(SampleReports.Analyzed(), Images)[2];

        var at = 3 * (3 * marked.Rows / 8 * marked.Columns + 3 * marked.Columns / 8);
        Assert.True(marked.Rgb[at + 1] > marked.Rgb[at] + 30 && marked.Rgb[at + 1] > marked.Rgb[at + 2] + 20);
        Assert.Contains(Enumerable.Range(0, marked.Rgb.Length / 3), i => marked.Rgb[3 * i] > 240 && marked.Rgb[3 * i + 1] is > 160 and < 190 && marked.Rgb[3 * i + 2] < 60);
    }

    [Theory]
    [InlineData(ReportStatus.NotAnalyzed)]
    [InlineData(ReportStatus.Incomplete)]
    public void Render_NothingMarked_GivesTheSummaryThatSaysSo(ReportStatus status)
    {
        var refused = SampleReports.NotAnalyzed() with { Status = status };

        var summary = Assert.Single(Captures.Render(refused, new StudyImages(Images.Ct)));

        Assert.NotEqual(Captures.Render(SampleReports.NothingFound(), null)[0].Rgb, summary.Rgb);
    }
}
