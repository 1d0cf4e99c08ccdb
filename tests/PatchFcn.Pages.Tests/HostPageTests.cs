using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>Tests of the pages of a host.</summary>
public abstract class HostPageTests(Chromium chromium, Hospital hospital) : BrowserTests(chromium)
{
    /// <summary>The host, with its studies.</summary>
    protected Hospital Hospital { get; } = hospital;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A page of the host, loaded.</summary>
    protected async Task<(IPage Page, List<string> Problems)> OpenAsync(string path, int width = 1400)
    {
        var opened = await NewPageAsync(width);
        await opened.Page.GotoAsync(Hospital.Address + path);
        await Assertions.Expect(opened.Page.Locator("#state")).Not.ToContainTextAsync("Loading");
        return opened;
    }
}
