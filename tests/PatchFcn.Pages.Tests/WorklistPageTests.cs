using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R133 to R137: worklist, verdicts and alert budget in a browser, on a hundred studies.</summary>
public sealed class WorklistPageTests(Chromium chromium, Hospital hospital) : BrowserTests(chromium)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R133, R134.</summary>
    [Fact]
    public async Task Worklist_HundredStudies_ShowsAlarmsFirstAndFilters()
    {
        var (page, problems) = await OpenAsync("");

        var results = await page.Locator("#studies tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.className)");
        Assert.Equal(Hospital.Studies, results.Length);
        string[] order = ["is-alarm", "is-notAnalyzed", "is-marked", "is-quiet", "is-seen"];
        Assert.Equal(results.OrderBy(it => Array.IndexOf(order, it)), results);

        await page.Locator("#filter").SelectOptionAsync("notAnalyzed");
        Assert.Equal(9, await page.Locator("#studies tr").CountAsync());
        await page.Locator("#filter").SelectOptionAsync("all");
        await page.Locator("#search").FillAsync("ward3 nothing-like-this");
        Assert.Equal(0, await page.Locator("#studies tr").CountAsync());
        await page.Locator("#search").FillAsync("ward3");
        Assert.Equal(20, await page.Locator("#studies tr").CountAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Worklist_UploadThatWasGivenUp_LinksToNoReport()
    {
        var (page, _) = await OpenAsync("");

        var rows = page.Locator("#studies tr.is-notAnalyzed");
        Assert.Equal(0, await rows.Filter(new() { HasText = $"{Hospital.GivenUp:x16}" }).Locator("a").CountAsync());
        Assert.Equal(1, await rows.Filter(new() { HasText = $"{Hospital.GivenUp - 10:x16}" }).Locator("a").CountAsync());
    }

    [Fact]
    public async Task Worklist_StudyThatTheArchiveDidNotTake_SaysSo()
    {
        var (page, problems) = await OpenAsync("");

        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{Hospital.NotDelivered:x16}" })).ToContainTextAsync($"PACS has 5 of 7 objects: {Hospital.Hostile}");
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Empty(problems);
    }

    /// <summary>R354: not the model that the host has now.</summary>
    [Theory]
    [InlineData(Hospital.Clinical, "Finding", "another 9.1 (clinical)")]
    [InlineData(Hospital.OldMark, "Finding by a demonstration model", "")]
    [InlineData(70, "NOT ANALYSED – interpret without this software", "phantom-compact")]
    public async Task Worklist_AnyResult_NamesTheModelThatMadeIt(int study, string result, string model)
    {
        var (page, _) = await OpenAsync("");

        var row = page.Locator("#studies tr", new() { HasText = $"{study:x16}" });
        await Assertions.Expect(row.Locator("th > div > div").First).ToHaveTextAsync(result);
        await Assertions.Expect(row).ToContainTextAsync(model);
        await page.Locator("#search").FillAsync($"{study:x16} {model}");
        await Assertions.Expect(page.Locator("#studies tr")).ToHaveCountAsync(1);
    }

    /// <summary>R333.</summary>
    [Fact]
    public async Task Worklist_PartOfTheHead_IsSaidBesideTheResult()
    {
        var (page, _) = await OpenAsync("");

        var said = page.Locator("#studies tr", new() { HasText = "Not all of the head was analysed" });
        await Assertions.Expect(said).ToHaveCountAsync(1);
        await Assertions.Expect(said).ToContainTextAsync($"{Hospital.InPart:x16}");
        await Assertions.Expect(said).ToContainTextAsync("No finding");
    }

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
        var csv = await hospital.Client.GetStringAsync("api/verdicts.csv", Cancellation);
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

    /// <summary>R352: two runs of one study have the same name, and the next key must not go to the other.</summary>
    [Fact]
    public async Task Worklist_RowIsMadeAnew_KeepsTheFocusOnItsRun()
    {
        var (page, _) = await OpenAsync("");
        var earlier = page.GetByRole(AriaRole.Button, new() { Name = $"Verdict on study {Hospital.TwoRuns:x16}, earlier run" });
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Verdict on study {Hospital.TwoRuns:x16}, newest run" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tr", new() { Has = earlier })).ToContainTextAsync("earlier run, ");
        await earlier.FocusAsync();

        await page.EvaluateAsync("() => { rows.clear(); show(); }");

        await Assertions.Expect(earlier).ToBeFocusedAsync();
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

        using var answer = await hospital.Client.PostAsJsonAsync($"api/studies/{77:x16}/verdict", new { verdict = "missedBleed", by = "somebody else" }, Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{77:x16}" })).ToContainTextAsync("missed bleed – somebody else");
    }

    /// <summary>R189: of these studies there are marks alone.</summary>
    [Fact]
    public async Task Rerun_UploadIsGone_IsRefusedAndTheStudyStays()
    {
        using var answer = await hospital.Client.PostAsync($"api/studies/{33:x16}/rerun", null, Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Upload it again", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(await hospital.ListAsync(), it => it.GetProperty("study").GetString() == $"{33:x16}");
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

        using var answer = await hospital.Client.SendAsync(request, Cancellation);

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

        using var answer = await hospital.Client.PostAsync($"api/studies/{5:x16}/verdict", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Verdicts_AfterAVerdict_AreChartedPerScanner()
    {
        using var answer = await hospital.Client.PostAsJsonAsync($"api/studies/{7:x16}/verdict", new { verdict = "agree" }, Cancellation);
        var (page, problems) = await OpenAsync("verdicts");

        await Assertions.Expect(page.Locator("#scanners tr").Filter(new() { HasText = "Ward2" }).Filter(new() { HasText = "Maker CT 1" })).ToContainTextAsync("of 10");
        Assert.NotEqual(0, await page.Locator("svg.bar rect").CountAsync());
        Assert.Empty(problems);
    }

    /// <summary>R245</summary>
    [Fact]
    public async Task Verdicts_StudiesThatWereNotAnalyzed_HaveAColumnOfTheirOwn()
    {
        using var answer = await hospital.Client.PostAsJsonAsync($"api/studies/{30:x16}/verdict", new { verdict = "agree" }, Cancellation);
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
        using var first = await hospital.Client.PostAsJsonAsync(
            $"api/studies/{52:x16}/verdict", new { verdict = "falseAlarm", reason = "artefact", by = "a reader", comment = Hospital.Hostile }, Cancellation);
        var (page, problems) = await OpenAsync("verdicts");
        var list = page.Locator("#lists details", new() { HasText = "Ward2, Maker CT 0" });
        await list.Locator("summary").ClickAsync();

        var row = list.Locator("tbody tr", new() { HasText = $"{52:x16}" });
        foreach (var text in new[] { "false alarm (artefact)", "alarm", "a reader", Hospital.Hostile })
            await Assertions.Expect(row).ToContainTextAsync(text);
        using var second = await hospital.Client.PostAsJsonAsync($"api/studies/{62:x16}/verdict", new { verdict = "agree" }, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, second.StatusCode);
        await Assertions.Expect(list.Locator("tbody tr", new() { HasText = $"{62:x16}" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Chromium.AssertAccessibleAsync(page);
        await Chromium.AssertTabReachesEverythingAsync(page);
        Assert.Empty(problems);
    }

    /// <summary>R132: what the files of the study say of site and scanner.</summary>
    [Fact]
    public async Task Pages_HostileSite_IsReadAsItWasWritten()
    {
        using var answer = await hospital.Client.PostAsJsonAsync($"api/studies/{hospital.Study}/verdict", new { verdict = "agree", comment = Hospital.Hostile }, Cancellation);
        var (worklist, first) = await OpenAsync("");
        var (verdicts, second) = await OpenAsync("verdicts");

        await Assertions.Expect(worklist.Locator("#studies tr", new() { HasText = hospital.Study })).ToContainTextAsync($"{Hospital.Hostile}, ");
        await Assertions.Expect(verdicts.Locator("#scanners tr th", new() { HasText = Hospital.Hostile }).First).ToBeVisibleAsync();
        await Assertions.Expect(verdicts.Locator("#lists summary", new() { HasText = $"{Hospital.Hostile}, " }).First).ToBeVisibleAsync();
        var csv = await hospital.Client.GetStringAsync("api/verdicts.csv", Cancellation);
        Assert.Contains(csv.Split('\n'), line => line.Contains(hospital.Study, StringComparison.Ordinal) && line.Contains($"\"{Hospital.Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal));
        Assert.Equal(0, await worklist.Locator("img").CountAsync() + await verdicts.Locator("img").CountAsync());
        Assert.Empty(first.Concat(second));
    }

    /// <summary>R361: whoever looks for the alarms of a day means those that were acknowledged as well.</summary>
    [Fact]
    public async Task Filter_Alarms_HasThoseThatWereSeenToo()
    {
        using var answer = await hospital.Client.PostAsJsonAsync($"api/studies/{82:x16}/verdict", new { verdict = "acknowledged" }, Cancellation);
        var (page, _) = await OpenAsync("");

        await page.Locator("#filter").SelectOptionAsync("alarm");

        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{82:x16}" })).ToHaveClassAsync("is-seen");
        Assert.Equal(
            (await hospital.ListAsync()).Count(it => it.GetProperty("run").GetProperty("positive").ToString() == "True"), await page.Locator("#studies tr").CountAsync());
    }

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

    [Theory]
    [InlineData("", 1400)]
    [InlineData("", 390)]
    [InlineData("verdicts", 390)]
    [InlineData("verdicts", 1400)]
    [InlineData("alert-budget", 390)]
    [InlineData("alert-budget", 1400)]
    public async Task Page_AnySize_IsAccessibleAndNeedsNoSidewaysScrolling(string path, int width)
    {
        var (page, _) = await OpenAsync(path, width);

        await Chromium.AssertAccessibleAsync(page);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    /// <summary>R246</summary>
    [Fact]
    public async Task Dialog_IsAccessibleAndReachedByTabAlone()
    {
        var (page, _) = await OpenAsync("");
        await page.Locator("#search").FillAsync($"{Hospital.NotDelivered:x16}");
        await Assertions.Expect(page.Locator("#studies tr")).ToHaveCountAsync(1);

        await Chromium.AssertTabReachesEverythingAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Verdict" }).ClickAsync();
        await Chromium.AssertAccessibleAsync(page);
        await Chromium.AssertTabReachesEverythingAsync(page, "#dialog");
    }

    private async Task<(IPage Page, List<string> Problems)> OpenAsync(string path, int width = 1400)
    {
        var opened = await NewPageAsync(width);
        await opened.Page.GotoAsync(hospital.Address + path);
        await Assertions.Expect(opened.Page.Locator("#state")).Not.ToContainTextAsync("Loading");
        return opened;
    }
}
