using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R130 to R132: the report in a browser and on paper.</summary>
public sealed class ReportPageTests(Chromium chromium, Hospital hospital) : OpenedReportTests(chromium, hospital)
{
    /// <summary>R241</summary>
    [Fact]
    public async Task Page_OnADesk_ShowsTheWholeSliceBelowTheVerdictWithoutScrolling()
    {
        var (page, _) = await OpenAsync(1400, 900);

        await AssertInTheFirstScreenAsync(page);
    }

    /// <summary>R241</summary>
    [Fact]
    public async Task Page_VerdictOfTwoLines_StillHasTheWholeSliceInTheFirstScreen()
    {
        await using var file = new TemporaryPage();
        await Hospital.WriteCautionAsync(file.Path);
        var (page, _) = await NewPageAsync(1400, 900);
        await page.GotoAsync(file.Address);
        await PictureAsync(page);

        Assert.True((await page.Locator(".reason").BoundingBoxAsync())!.Height > 50, "The verdict is short.");
        await AssertInTheFirstScreenAsync(page);
    }

    /// <summary>R132: what the files of the study say.</summary>
    [Fact]
    public async Task Page_HostileNamesAndFiles_AreTextAlone()
    {
        var (page, problems) = await OpenAsync();

        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(problems);
    }

    /// <summary>R132: whatever else comes from outside.</summary>
    [Fact]
    public async Task Page_HostileTextEverywhere_IsReadAsItWasWritten()
    {
        await using var file = new TemporaryPage();
        await Hospital.WriteHostileAsync(file.Path);
        var (page, problems) = await NewPageAsync();
        await page.GotoAsync(file.Address);
        await page.GetByText("Every file").ClickAsync();

        foreach (var place in new[] { ".banner", ".warnings li", ".warnings code", ".tags li", ".list .file", ".ledger td.file", ".counts li" })
            await Assertions.Expect(page.Locator(place, new() { HasText = Hospital.Hostile }).First).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(problems);
    }

    /// <summary>R246</summary>
    [Fact]
    public async Task Page_TabAlone_ReachesEveryControl()
    {
        var (page, _) = await OpenAsync();

        await Chromium.AssertTabReachesEverythingAsync(page);
    }

    /// <summary>R246</summary>
    [Fact]
    public async Task Page_FortySlices_IsSmall()
    {
        await using var file = new TemporaryPage();

        await Hospital.WriteLargeAsync(file.Path);

        Assert.InRange(new FileInfo(file.Path).Length, 1_000_000, 16_000_000);
        Assert.InRange(Regex.Count(await File.ReadAllTextAsync(file.Path, TestContext.Current.CancellationToken), "class=\"hu\""), 38, 45);
    }

    /// <summary>R131.</summary>
    [Theory]
    [InlineData(1400, 900)]
    [InlineData(390, 844)]
    public async Task Page_AnySize_IsAccessibleAndNeedsNoSidewaysScrolling(int width, int height)
    {
        var (page, _) = await OpenAsync(width, height);

        await Chromium.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    /// <summary>R131.</summary>
    [Fact]
    public async Task Print_AnyReport_TakesTwoPagesAtMost()
    {
        var (page, _) = await OpenAsync();

        Assert.InRange(await PagesAsync(page, "A4"), 1, 2);
        Assert.InRange(await PagesAsync(page, "Letter"), 1, 2);
    }

    [Theory]
    [InlineData("full", 1400)]
    [InlineData("full", 390)]
    [InlineData("refused", 1400)]
    [InlineData("refused", 390)]
    public async Task Page_FullOrRefused_IsAccessibleNeedsNoSidewaysScrollingAndPrintsToTwoPages(string kind, int width)
    {
        await using var file = new TemporaryPage();
        await (kind == "full" ? Hospital.WriteFullReportAsync(file.Path) : Hospital.WriteRefusalAsync(file.Path));
        var (page, problems) = await NewPageAsync(width);
        await page.GotoAsync(file.Address);
        await page.WaitForTimeoutAsync(300);

        await Chromium.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        Assert.InRange(await PagesAsync(page, "A4"), 1, 2);
        Assert.InRange(await PagesAsync(page, "Letter"), 1, 2);
        Assert.Empty(problems);
    }

    /// <summary>R130, R131: findings behind a click have their strips too; drawn when they are opened, and not printed.</summary>
    [Fact]
    public async Task MoreFindings_Opened_ShowTheirStripsAndAreNotPrinted()
    {
        await using var file = new TemporaryPage();
        await Hospital.WriteFullReportAsync(file.Path);
        var (page, _) = await NewPageAsync(1400);
        await page.GotoAsync(file.Address);
        await page.WaitForTimeoutAsync(300);
        const string Drawn = """
            [...document.querySelectorAll(".findings details canvas")].filter(canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value)).length
            """;
        Assert.Equal(0, await page.EvaluateAsync<int>(Drawn));

        await page.Locator(".findings summary").ClickAsync();

        await page.WaitForFunctionAsync($"({Drawn.Trim()}) === 27"); // nine findings, three slices each
        Assert.InRange(await PagesAsync(page, "A4"), 1, 2);
    }

    private static async Task<int> PagesAsync(IPage page, string paper) =>
        Regex.Count(System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = paper })), @"/Type\s*/Page[^s]");

    /// <summary>The slice as large as it is worth, all of it, with what moves through the slices below it.</summary>
    private static async Task AssertInTheFirstScreenAsync(IPage page)
    {
        var (slice, stage) = ((await page.Locator("#canvas").BoundingBoxAsync())!, (await page.Locator("#stage").BoundingBoxAsync())!);
        Assert.InRange(slice.Height, 400, stage.Height);
        Assert.InRange(slice.Y + slice.Height, 400, stage.Y + stage.Height);
        Assert.Equal("contain", await page.EvaluateAsync<string>("getComputedStyle(document.getElementById('canvas')).objectFit"));
        foreach (var id in new[] { "#stage", "#slider", "#chart" })
            Assert.InRange(await page.Locator(id).BoundingBoxAsync() is { } box ? box.Y + box.Height : 0, 400, 900);
    }
}
