using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>Debian's Chromium without a window, started when the first test needs it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    private static string? Executable =>
        new[] { Environment.GetEnvironmentVariable("PATCHFCN_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    /// <summary>A page of its own for a test, of the size of a screen or a phone. What scripts complain of is collected.</summary>
    public async Task<(IPage Page, List<string> Problems)> OpenAsync(int width = 1400, int height = 900)
    {
        Assert.SkipWhen(Executable is null, "There is no Chromium: tests/chromium.sh installs it.");
        var page = await (await _started.Value).Browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        page.SetDefaultNavigationTimeout(120_000);
        var problems = new List<string>();
        page.PageError += (_, problem) => problems.Add(problem);
        page.Dialog += (_, dialog) => problems.Add("dialog: " + dialog.Message);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                problems.Add(message.Text);
        };
        return (page, problems);
    }

    /// <summary>No violation that axe-core calls serious or critical.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        Assert.DoesNotContain(result.Violations, it => it.Impact is "serious" or "critical");
    }

    /// <summary>The tab key alone comes to everything that can be pressed, chosen or typed into within an element.</summary>
    public static async Task AssertTabReachesEverythingAsync(IPage page, string within = "body")
    {
        var count = await page.EvaluateAsync<int>("""
            within => (window.controls = [...document.querySelector(within).querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
              .filter(it => it.checkVisibility({ visibilityProperty: true }))).length
            """, within);
        var reached = new HashSet<int>();
        for (var i = 0; i < count + 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<int>("controls.indexOf(document.activeElement)"));
        }
        Assert.NotEqual(0, count);
        Assert.Empty(Enumerable.Range(0, count).Except(reached));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (playwright, browser) = await _started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000); // other tests may have the machine
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = ["--no-sandbox"] }));
    }
}
