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
        await page.EvaluateAsync("""
            async () => {
              const context = document.getElementById("canvas").getContext("2d");
              while (!context.getImageData(0, 0, 1, 1).data[3])
                await new Promise(next => setTimeout(next, 50));
            }
            """);
        await page.WaitForTimeoutAsync(300);
        return await page.EvaluateAsync<string>("document.getElementById('canvas').toDataURL()");
    }
}
