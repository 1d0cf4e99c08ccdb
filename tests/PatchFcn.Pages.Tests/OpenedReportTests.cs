using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>Tests of the report of a study.</summary>
public abstract class OpenedReportTests(Chromium chromium, Hospital hospital) : BrowserTests(chromium)
{
    /// <summary>The host, with its reports.</summary>
    protected Hospital Hospital { get; } = hospital;

    protected async Task<(IPage Page, List<string> Problems)> OpenAsync(int width = 1400, int height = 900)
    {
        var opened = await NewPageAsync(width, height);
        await opened.Page.GotoAsync(Hospital.Address + Hospital.Report);
        await PictureAsync(opened.Page);
        return opened;
    }

    /// <summary>The picture as it stands once nothing changes any more.</summary>
    protected static async Task<string> PictureAsync(IPage page)
    {
        // Unpacking the first slice takes as long as it takes; after that 300 ms are ample.
        await DrawnAsync(page, "#canvas");
        await page.WaitForTimeoutAsync(300);
        return await page.EvaluateAsync<string>("document.getElementById('canvas').toDataURL()");
    }

    /// <summary>Waits until every canvas that a selector finds has a picture.</summary>
    protected static Task DrawnAsync(IPage page, string canvases) => page.EvaluateAsync("""
        async canvases => {
          const isDrawn = canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(value => value);
          while (![...document.querySelectorAll(canvases)].every(isDrawn))
            await new Promise(next => setTimeout(next, 100));
        }
        """, canvases);
}
