using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R135, R136: verdicts in a browser, on a hundred studies.</summary>
public sealed class VerdictPageTests(Chromium chromium, Hospital hospital) : HostPageTests(chromium, hospital)
{
    [Fact]
    public async Task Verdict_TwoClicks_IsKeptBesideTheOthers()
    {
        var (page, _) = await OpenAsync("");
        var row = page.Locator("#studies tr", new() { HasText = $"{42:x16}" });

        await row.GetByRole(AriaRole.Button, new() { Name = "Verdict" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "calcification" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("false alarm (calcification)");
        await row.GetByRole(AriaRole.Button, new() { Name = "Verdict" }).ClickAsync();
        await page.GetByLabel("Your name").FillAsync(Hospital.Hostile);
        await page.GetByRole(AriaRole.Button, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync($"agree – {Hospital.Hostile}");
        await Assertions.Expect(row).ToContainTextAsync("false alarm (calcification)");

        Assert.Equal(0, await page.Locator("img").CountAsync());
        var csv = await Hospital.Client.GetStringAsync("api/verdicts.csv", Cancellation);
        Assert.Equal(2, csv.Split('\n').Count(line => line.Contains($"{42:x16}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Acknowledge_Alarm_GoesToTheEndWithoutAReload()
    {
        var (page, _) = await OpenAsync("");
        var name = $"Acknowledge study {88:x16}";

        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = name })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{88:x16}" })).ToHaveClassAsync("is-seen");
    }

    /// <summary>R188</summary>
    [Fact]
    public async Task Acknowledge_OlderOfTwoRuns_LeavesTheAlarmOfTheOther()
    {
        var (page, _) = await OpenAsync("");
        var rows = page.Locator("#studies tr", new() { HasText = $"{Hospital.TwoRuns:x16}" });
        var (older, newer) = (rows.Filter(new() { HasText = $"{Hospital.TwoRuns - 1}.0" }), rows.Filter(new() { HasText = $"{Hospital.TwoRuns}.0" }));

        await older.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();

        await Assertions.Expect(older).ToHaveClassAsync("is-seen");
        await Assertions.Expect(newer).ToHaveClassAsync("is-alarm");
    }

    /// <summary>R188</summary>
    [Fact]
    public async Task Worklist_AlarmThatWasRunAgainAfterAVerdict_CanBeAcknowledgedAnew()
    {
        var (page, _) = await OpenAsync("");
        var row = page.Locator("#studies tr", new() { HasText = $"{Hospital.RunAgain:x16}" });
        await Assertions.Expect(row).ToHaveClassAsync("is-alarm");
        await Assertions.Expect(row).ToContainTextAsync("agree – an early reader");

        await row.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();

        await Assertions.Expect(row).ToHaveClassAsync("is-seen");
    }

    [Fact]
    public async Task Worklist_VerdictOfAnotherReader_AppearsByItself()
    {
        var (page, _) = await OpenAsync("");

        using var answer = await Hospital.Client.PostAsJsonAsync($"api/studies/{77:x16}/verdict", new { verdict = "missedBleed", by = "somebody else" }, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{77:x16}" })).ToContainTextAsync("missed bleed – somebody else");
    }

    /// <summary>R139.</summary>
    [Theory]
    [InlineData("Origin", "http://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Verdict_FromAPageOfAnotherSite_IsRefused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/studies/{5:x16}/verdict") { Content = JsonContent.Create(new { verdict = "agree" }), Headers = { { header, value } } };

        using var answer = await Hospital.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"verdict":"nonsense"}""")]
    [InlineData("""{"verdict":"falseAlarm"}""")]
    [InlineData("""{"verdict":"agree","reason":"calcification"}""")]
    [InlineData("{}")]
    [InlineData("nothing")]
    public async Task Verdict_NoneThatCanBeGiven_IsRefused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await Hospital.Client.PostAsync($"api/studies/{5:x16}/verdict", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Verdicts_AfterAVerdict_AreChartedPerScanner()
    {
        using var answer = await Hospital.Client.PostAsJsonAsync($"api/studies/{7:x16}/verdict", new { verdict = "agree" }, Cancellation);
        var (page, problems) = await OpenAsync("verdicts");

        await Assertions.Expect(page.Locator("#scanners tr").Filter(new() { HasText = "Ward2" }).Filter(new() { HasText = "Maker CT 1" })).ToContainTextAsync("of 10");
        Assert.NotEqual(0, await page.Locator("svg.bar rect").CountAsync());
        Assert.Empty(problems);
    }

    /// <summary>R245</summary>
    [Fact]
    public async Task Verdicts_StudiesThatWereNotAnalyzed_HaveAColumnOfTheirOwn()
    {
        using var answer = await Hospital.Client.PostAsJsonAsync($"api/studies/{30:x16}/verdict", new { verdict = "agree" }, Cancellation);
        var (page, _) = await OpenAsync("verdicts");

        var row = page.Locator("#scanners tr").Filter(new() { HasText = "Ward0" }).Filter(new() { HasText = "CT 0" });
        await Assertions.Expect(row.Locator("[data-label='Not analysed']")).ToHaveTextAsync("9");
        await Assertions.Expect(row.Locator("[data-label='No alarm, correct']")).ToHaveTextAsync("0");
        await Assertions.Expect(row.Locator("[data-label='Unread']")).ToHaveTextAsync("0 of 0");
    }

    /// <summary>R245, R132</summary>
    [Fact]
    public async Task Verdicts_ListOfAScanner_SaysWhoSaidWhatAndStaysOpen()
    {
        using var first = await Hospital.Client.PostAsJsonAsync(
            $"api/studies/{52:x16}/verdict", new { verdict = "falseAlarm", reason = "artefact", by = "a reader", comment = Hospital.Hostile }, Cancellation);
        var (page, problems) = await OpenAsync("verdicts");
        var list = page.Locator("#lists details", new() { HasText = "Ward2, Maker CT 0" });
        await list.Locator("summary").ClickAsync();

        var row = list.Locator("tbody tr", new() { HasText = $"{52:x16}" });
        foreach (var text in new[] { "false alarm (artefact)", "alarm", "a reader", Hospital.Hostile })
            await Assertions.Expect(row).ToContainTextAsync(text);
        using var second = await Hospital.Client.PostAsJsonAsync($"api/studies/{62:x16}/verdict", new { verdict = "agree" }, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        await Assertions.Expect(list.Locator("tbody tr", new() { HasText = $"{62:x16}" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Chromium.AssertAccessibleAsync(page);
        await Chromium.AssertTabReachesEverythingAsync(page);
        Assert.Empty(problems);
    }
}
