using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R137: the alert budget in a browser.</summary>
public sealed class AlertBudgetPageTests(Chromium chromium, Hospital hospital) : HostPageTests(chromium, hospital)
{
    /// <summary>R361: the answer to an earlier number comes after that to the last.</summary>
    [Fact]
    public async Task AlertBudget_AnswersInAnotherOrder_ShowsThatToTheLastNumber()
    {
        var (page, _) = await OpenAsync("alert-budget");
        await page.RouteAsync("**/api/alert-budget*studiesPerDay=61", async route =>
        {
            await Task.Delay(1500);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = """{"model":"of the earlier number","intendedUse":"x","points":[]}""" });
        });
        var late = page.WaitForResponseAsync(answer => answer.Url.EndsWith("=61", StringComparison.Ordinal));

        await page.Locator("#studiesPerDay").FillAsync("61");
        await page.Locator("#studiesPerDay").FillAsync("62");
        await late;

        await page.WaitForTimeoutAsync(300);
        await Assertions.Expect(page.Locator("#model")).Not.ToContainTextAsync("of the earlier number");
        Assert.NotEqual(0, await page.Locator("#points tr").CountAsync());
    }

    /// <summary>R400: a score of 0.7721 is below it, and the point rounded to 0.772 would say that it is not.</summary>
    [Fact]
    public async Task AlertBudget_OperatingPoint_IsNotRounded()
    {
        var (page, _) = await OpenAsync("alert-budget");
        await page.RouteAsync("**/api/alert-budget*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = """{"model":"m","intendedUse":"x","points":[{"name":"balanced","used":true,"threshold":0.772159,"measuredOn":"nothing"}]}""",
        }));

        await page.Locator("#studiesPerDay").FillAsync("61");

        await Assertions.Expect(page.Locator("#points")).ToContainTextAsync("score ≥ 0.772159");
    }

    [Fact]
    public async Task AlertBudget_MoreStudies_MakeMoreAlerts()
    {
        var (page, problems) = await OpenAsync("alert-budget");
        var first = page.Locator("#points tr").First;
        await Assertions.Expect(first).ToContainTextAsync("used here");
        var before = await first.InnerTextAsync();

        await page.Locator("#studiesPerDay").FillAsync("600");
        await Assertions.Expect(first).Not.ToHaveTextAsync(before);
        await page.Locator("#prevalence").FillAsync("0");

        await Assertions.Expect(page.Locator("#state")).ToContainTextAsync("prevalence");
        Assert.All(problems, it => Assert.Contains("400", it, StringComparison.Ordinal));
    }
}
