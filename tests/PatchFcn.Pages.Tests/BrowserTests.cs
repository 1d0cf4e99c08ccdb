using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>Tests in a browser. The pages of a test are closed at its end: what goes on refreshing takes the time of the others.</summary>
public abstract class BrowserTests(Chromium chromium) : IAsyncDisposable
{
    private readonly List<IPage> _pages = [];

    /// <inheritdoc cref="Chromium.OpenAsync"/>
    protected async Task<(IPage Page, List<string> Problems)> NewPageAsync(int width = 1400, int height = 900)
    {
        var opened = await chromium.OpenAsync(width, height);
        _pages.Add(opened.Page);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
            await page.CloseAsync();
        GC.SuppressFinalize(this);
    }
}
