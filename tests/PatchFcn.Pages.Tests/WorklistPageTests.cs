using System.Net;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace PatchFcn.Pages.Tests;

/// <summary>R133, R134: the worklist in a browser, on a hundred studies.</summary>
public sealed class WorklistPageTests(Chromium chromium, Hospital hospital) : HostPageTests(chromium, hospital)
{
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

    /// <summary>R189: of these studies there are marks alone.</summary>
    [Fact]
    public async Task Rerun_UploadIsGone_IsRefusedAndTheStudyStays()
    {
        using var answer = await Hospital.Client.PostAsync($"api/studies/{33:x16}/rerun", null, Cancellation);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Upload it again", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(await Hospital.ListAsync(), it => it.GetProperty("study").GetString() == $"{33:x16}");
    }

    /// <summary>R132: what the files of the study say of site and scanner.</summary>
    [Fact]
    public async Task Pages_HostileSite_IsReadAsItWasWritten()
    {
        using var answer = await Hospital.Client.PostAsJsonAsync($"api/studies/{Hospital.Study}/verdict", new { verdict = "agree", comment = Hospital.Hostile }, Cancellation);
        var (worklist, first) = await OpenAsync("");
        var (verdicts, second) = await OpenAsync("verdicts");

        await Assertions.Expect(worklist.Locator("#studies tr", new() { HasText = Hospital.Study })).ToContainTextAsync($"{Hospital.Hostile}, ");
        await Assertions.Expect(verdicts.Locator("#scanners tr th", new() { HasText = Hospital.Hostile }).First).ToBeVisibleAsync();
        await Assertions.Expect(verdicts.Locator("#lists summary", new() { HasText = $"{Hospital.Hostile}, " }).First).ToBeVisibleAsync();
        var csv = await Hospital.Client.GetStringAsync("api/verdicts.csv", Cancellation);
        Assert.Contains(csv.Split('\n'), line => line.Contains(Hospital.Study, StringComparison.Ordinal) && line.Contains($"\"{Hospital.Hostile.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal));
        Assert.Equal(0, await worklist.Locator("img").CountAsync() + await verdicts.Locator("img").CountAsync());
        Assert.Empty(first.Concat(second));
    }

    /// <summary>R361: whoever looks for the alarms of a day means those that were acknowledged as well.</summary>
    [Fact]
    public async Task Filter_Alarms_HasThoseThatWereSeenToo()
    {
        using var answer = await Hospital.Client.PostAsJsonAsync($"api/studies/{82:x16}/verdict", new { verdict = "acknowledged" }, Cancellation);
        var (page, _) = await OpenAsync("");

        await page.Locator("#filter").SelectOptionAsync("alarm");

        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = $"{82:x16}" })).ToHaveClassAsync("is-seen");
        Assert.Equal(
            (await Hospital.ListAsync()).Count(it => it.GetProperty("run").GetProperty("positive").ToString() == "True"), await page.Locator("#studies tr").CountAsync());
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
}
