using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R130 to R132: the report in a browser.</summary>
public sealed class ReportPageTests(Chromium chromium, Hospital hospital) : BrowserTests(chromium)
{
    [Fact]
    public async Task Viewer_WheelSliderAndPictures_Scroll()
    {
        var (page, problems) = await OpenAsync();
        var start = await SliceAsync(page);

        await page.Locator("#stage").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        Assert.Equal(0, await SliceAsync(page));
        await page.Locator("#stage").HoverAsync();
        await page.Mouse.WheelAsync(0, 100);
        await Assertions.Expect(page.Locator("#canvas")).ToHaveAttributeAsync("data-slice", "1");
        await page.Locator("#slider").FillAsync("5");
        Assert.Equal(5, await SliceAsync(page));
        await page.Locator("article.finding .jump").Nth(1).ClickAsync();
        Assert.Equal(start, await SliceAsync(page));
        Assert.Empty(problems);
    }

    /// <summary>R240</summary>
    [Theory]
    [InlineData("#stage")]
    [InlineData("#slider")]
    public async Task Viewer_Keys_GoTheWayOfTheWheel(string focused)
    {
        var (page, _) = await OpenAsync();
        await page.Locator(focused).FocusAsync();

        foreach (var (key, slice) in new[] { ("Home", 0), ("PageDown", 5), ("ArrowDown", 6), ("ArrowRight", 7), ("ArrowUp", 6), ("ArrowLeft", 5), ("PageUp", 0), ("ArrowUp", 0) })
        {
            await page.Keyboard.PressAsync(key);
            Assert.Equal((key, slice), (key, await SliceAsync(page)));
        }
    }

    /// <summary>R242</summary>
    [Fact]
    public async Task Viewer_BrowserThatCannotUnpack_SaysSo()
    {
        var (page, problems) = await NewPageAsync();
        await page.AddInitScriptAsync("delete window.DecompressionStream");

        await page.GotoAsync(hospital.Address + hospital.Report);

        await Assertions.Expect(page.Locator("#unable")).ToBeVisibleAsync();
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Viewer_WindowOverlayAndThreshold_ChangeThePicture()
    {
        var (page, _) = await OpenAsync();
        var brain = await PictureAsync(page);

        await page.Keyboard.PressAsync("3");
        var bone = await PictureAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Brain" }).ClickAsync();
        Assert.NotEqual(brain, bone);
        Assert.Equal(brain, await PictureAsync(page));

        var marked = await MarkedAsync(page);
        Assert.True(marked > 100, "The bleed is not marked.");
        await page.Locator("#threshold").FillAsync("8");
        Assert.True(await MarkedAsync(page) > marked, "A lower threshold marks no more.");
        await page.Locator("#overlay").ClickAsync();
        Assert.Equal(0, await MarkedAsync(page));
        Assert.Equal("false", await page.Locator("#overlay").GetAttributeAsync("aria-pressed"));
    }

    /// <summary>R357: they are printed, and what was tried out is no result.</summary>
    [Fact]
    public async Task Viewer_OverlayAndThreshold_LeaveTheStripsAsTheyAre()
    {
        var (page, _) = await OpenAsync();
        const string Strip = "[...document.querySelectorAll('.findings > article:first-of-type canvas')].map(canvas => canvas.toDataURL()).join()";
        await page.EvaluateAsync("""
            async () => {
              const isDrawn = canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value);
              while (![...document.querySelectorAll(".findings > article:first-of-type canvas")].every(isDrawn))
                await new Promise(next => setTimeout(next, 100));
            }
            """);
        var strip = await page.EvaluateAsync<string>(Strip);

        await page.Locator("#threshold").FillAsync("8");
        await page.WaitForTimeoutAsync(300);
        Assert.Equal(strip, await page.EvaluateAsync<string>(Strip));
        await page.Locator("#overlay").ClickAsync();
        await page.WaitForTimeoutAsync(300);
        Assert.Equal(strip, await page.EvaluateAsync<string>(Strip));
    }

    /// <summary>R360: a number of a range of its own says nothing to who hears it.</summary>
    [Fact]
    public async Task Viewer_Sliders_SayWhatTheyStandAt()
    {
        var (page, _) = await OpenAsync();

        await page.Locator("#slider").FillAsync("5");
        await Assertions.Expect(page.Locator("#slider")).ToHaveAttributeAsync("aria-valuetext", new Regex(@"^slice 6 of \d+, score 0\.\d{3}$"));
        await page.GetByLabel("Probability over").FillAsync("64");
        await Assertions.Expect(page.Locator("#threshold")).ToHaveAttributeAsync("aria-valuetext", "0.25");
    }

    /// <summary>R356: right and left stand at their edges of each small picture, in print too.</summary>
    [Fact]
    public async Task Strips_OnScreenAndPaper_HaveTheSidesAtTheirEdges()
    {
        var (page, _) = await OpenAsync();

        foreach (var media in new[] { Media.Screen, Media.Print })
        {
            await page.EmulateMediaAsync(new() { Media = media });
            var jump = page.Locator(".strip .jump").First;
            var (box, left, right) = ((await jump.BoundingBoxAsync())!, (await jump.Locator(".side-left").BoundingBoxAsync())!, (await jump.Locator(".side-right").BoundingBoxAsync())!);
            Assert.InRange(left.X, box.X, box.X + 10);
            Assert.InRange(right.X + right.Width, box.X + box.Width - 10, box.X + box.Width);
            Assert.InRange(left.Y, box.Y + box.Height / 3, box.Y + box.Height);
        }
    }

    [Fact]
    public async Task Viewer_NextFinding_GoesThroughTheFindings()
    {
        var (page, _) = await OpenAsync();
        await page.Locator("#slider").FillAsync("0");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next finding" }).ClickAsync();

        Assert.NotNull(await page.QuerySelectorAsync($"[data-best='{await SliceAsync(page)}']"));
    }

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
        await hospital.WriteCautionAsync(file.Path);
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
        await hospital.WriteHostileAsync(file.Path);
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

        await hospital.WriteLargeAsync(file.Path);

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
        await (kind == "full" ? hospital.WriteFullReportAsync(file.Path) : hospital.WriteRefusalAsync(file.Path));
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
        await hospital.WriteFullReportAsync(file.Path);
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

    private async Task<(IPage Page, List<string> Problems)> OpenAsync(int width = 1400, int height = 900)
    {
        var opened = await NewPageAsync(width, height);
        await opened.Page.GotoAsync(hospital.Address + hospital.Report);
        await PictureAsync(opened.Page);
        return opened;
    }

    private static async Task<int> SliceAsync(IPage page) => int.Parse((await page.Locator("#canvas").GetAttributeAsync("data-slice"))!);

    /// <summary>The picture as it stands once nothing changes any more.</summary>
    private static async Task<string> PictureAsync(IPage page)
    {
        await page.WaitForTimeoutAsync(300);
        return await page.EvaluateAsync<string>("document.getElementById('canvas').toDataURL()");
    }

    /// <summary>Pixels that are not grey.</summary>
    private static async Task<int> MarkedAsync(IPage page)
    {
        await page.WaitForTimeoutAsync(300);
        return await page.EvaluateAsync<int>("""
            (() => {
              const canvas = document.getElementById("canvas"), data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              let count = 0;
              for (let i = 0; i < data.length; i += 4)
                count += Math.abs(data[i] - data[i + 1]) > 8;
              return count;
            })()
            """);
    }
}
