using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R130: the viewer of the report in a browser.</summary>
public sealed class ReportViewerTests(Chromium chromium, Hospital hospital) : OpenedReportTests(chromium, hospital)
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

        await page.GotoAsync(Hospital.Address + Hospital.Report);

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
        await DrawnAsync(page, ".findings > article:first-of-type canvas");
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

    private static async Task<int> SliceAsync(IPage page) => int.Parse((await page.Locator("#canvas").GetAttributeAsync("data-slice"))!);

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
