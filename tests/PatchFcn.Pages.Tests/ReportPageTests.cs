using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R130 to R132: the report in a browser.</summary>
public sealed class ReportPageTests(Chromium chromium, Hospital hospital)
{
    [Fact]
    public async Task Viewer_KeysWheelAndSlider_Scroll()
    {
        var (page, problems) = await OpenAsync();
        var start = await SliceAsync(page);

        await page.Locator("#stage").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(start + 1, await SliceAsync(page));
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

    [Fact]
    public async Task Viewer_NextFinding_GoesThroughTheFindings()
    {
        var (page, _) = await OpenAsync();
        await page.Locator("#slider").FillAsync("0");

        await page.GetByRole(AriaRole.Button, new() { Name = "Next finding" }).ClickAsync();

        Assert.NotNull(await page.QuerySelectorAsync($"[data-best='{await SliceAsync(page)}']"));
    }

    [Fact]
    public async Task Page_OnADesk_ShowsTheWholeSliceBelowTheVerdictWithoutScrolling()
    {
        var (page, _) = await OpenAsync(1400, 900);

        var slice = (await page.Locator("#canvas").BoundingBoxAsync())!;
        Assert.InRange(slice.Y + slice.Height, 1, 900);
        Assert.InRange(slice.Height, 400, 900);
    }

    [Fact]
    public async Task Page_HostileNamesAndFiles_AreTextAlone()
    {
        var (page, problems) = await OpenAsync();

        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(problems);
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

        Assert.InRange(await PagesAsync(page), 1, 2);
    }

    [Theory]
    [InlineData("full", 1400)]
    [InlineData("full", 390)]
    [InlineData("refused", 1400)]
    [InlineData("refused", 390)]
    public async Task Page_FullOrRefused_IsAccessibleNeedsNoSidewaysScrollingAndPrintsToTwoPages(string kind, int width)
    {
        var (page, problems) = await chromium.OpenAsync(width);
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".html");
        try
        {
            await (kind == "full" ? hospital.WriteFullReportAsync(file) : hospital.WriteRefusalAsync(file));
            await page.GotoAsync("file://" + file);
            await page.WaitForTimeoutAsync(300);

            await Chromium.AssertAccessibleAsync(page);
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
            Assert.InRange(await PagesAsync(page), 1, 2);
            Assert.Empty(problems);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<int> PagesAsync(IPage page) =>
        System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" })), @"/Type\s*/Page[^s]");

    private async Task<(IPage Page, List<string> Problems)> OpenAsync(int width = 1400, int height = 900)
    {
        var opened = await chromium.OpenAsync(width, height);
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
