using System.Text.Json;
using Microsoft.Playwright;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Pages.Tests;

/// <summary>R243 and R244: the worklist stays current, cheap and short.</summary>
public sealed class WorklistUpkeepTests(Chromium chromium, Hospital hospital) : BrowserTests(chromium)
{
    /// <summary>R243</summary>
    [Fact]
    public async Task Worklist_StudyThatWasNotAnalyzed_SaysWhyInASentence()
    {
        var (page, _) = await OpenAsync();

        await Assertions.Expect(Row(page, 20)).ToContainTextAsync(Hospital.Sentence);
        await Assertions.Expect(Row(page, 20)).Not.ToContainTextAsync("noHeadCtSeries");
        await Assertions.Expect(Row(page, Hospital.OldRefusal)).ToContainTextAsync("noHeadCtSeries");
        await page.Locator("#search").FillAsync("series shows head");
        await Assertions.Expect(page.Locator("#studies tr")).ToHaveCountAsync(8);
    }

    /// <summary>R243: whoever looks at the PACS sees the title alone.</summary>
    [Fact]
    public async Task Worklist_HiddenBehindOtherWindows_StillCountsAlarms()
    {
        var (page, _) = await NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(document, 'hidden', { get: () => true })");
        await page.Clock.InstallAsync();
        var alarms = (await hospital.ListAsync()).Where(it => it.GetProperty("urgency").GetString() == "alarm").Take(2).Select(it => it.GetRawText()).ToList();
        var told = 1;
        await page.RouteAsync("**/api/studies*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"running":{},"studies":[{{string.Join(',', alarms.Take(told))}}],"leftOut":0}""" }));
        await page.GotoAsync(hospital.Address);
        await Assertions.Expect(page).ToHaveTitleAsync("(1) Worklist · PatchFCN");

        told = 2;
        await page.Clock.RunForAsync(15_000);

        await Assertions.Expect(page).ToHaveTitleAsync("(2) Worklist · PatchFCN");
    }

    /// <summary>R243: a title that stays as it was would say that there is nothing new.</summary>
    [Fact]
    public async Task Worklist_HostThatDoesNotAnswer_SaysSoInTheTitle()
    {
        var (page, _) = await OpenAsync();
        await page.RouteAsync("**/api/studies*", route => route.AbortAsync());

        await page.EvaluateAsync("() => refresh()");

        await Assertions.Expect(page).ToHaveTitleAsync("(!) No answer · Worklist · PatchFCN");
    }

    /// <summary>R353: an alarm counts before its study is finished.</summary>
    [Fact]
    public async Task Worklist_ProvisionalFinding_IsCountedAmongAlarmsNobodyHasSeen()
    {
        var (page, _) = await OpenAsync("""
            {"running":{"a":{"stage":"scoreSlices","done":1,"total":9,"provisionalFinding":true},"b":null},"studies":[],"leftOut":0}
            """);

        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("1 alarm nobody has seen · 0 finished, 2 in progress");
        await Assertions.Expect(page).ToHaveTitleAsync("(1) Worklist · PatchFCN");
    }

    /// <summary>R353</summary>
    [Fact]
    public async Task Worklist_HostWithAProblem_SaysWhatItIsAndHowManyUploadsWait()
    {
        var (page, _) = await OpenAsync("""
            {"running":{},"studies":[],"leftOut":0,"waiting":3,"problems":["The disk is nearly full: no study is taken up."]}
            """);

        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("The disk is nearly full: no study is taken up. · 0 alarms nobody has seen · 0 finished, 0 in progress, 3 waiting");
        await Assertions.Expect(page.Locator("#state")).ToHaveClassAsync("alarm");
    }

    /// <summary>R353: nobody who has scrolled down takes old rows for new.</summary>
    [Fact]
    public async Task Worklist_HostThatDoesNotAnswer_SaysSoInSightAndDimsTheTable()
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await page.RouteAsync("**/api/studies*", route => route.AbortAsync());

        await page.EvaluateAsync("() => refresh()");

        await Assertions.Expect(page.Locator("#state")).ToBeInViewportAsync();
        Assert.True(await page.EvaluateAsync<double>("() => Number(getComputedStyle(document.querySelector('table')).opacity)") < 0.5);
        await page.UnrouteAllAsync();
        await page.EvaluateAsync("() => refresh()");
        await Assertions.Expect(page.Locator("body")).Not.ToHaveClassAsync("is-stale");
    }

    /// <summary>R350: an archive that does not answer hides no result.</summary>
    [Theory]
    [InlineData("true", "analyzed", "is-alarm", "Finding, being sent to the archive")]
    [InlineData("false", "analyzed", "is-running", "Analysed, being sent to the archive")]
    [InlineData("false", "notAnalyzed", "is-notAnalyzed", "Not analysed, being sent to the archive")]
    public async Task Worklist_ResultThatIsBeingDelivered_SaysHowItEndedAndLinksToTheReport(string isAlarm, string status, string look, string expected)
    {
        var (page, problems) = await OpenAsync($$$"""
            {"running":{"upload":{"stage":"deliver","done":0,"total":1,"provisionalFinding":{{{isAlarm}}},"resultPath":"a1/b2","status":"{{{status}}}"}},"studies":[],"leftOut":0}
            """);

        var row = page.Locator("#studies tr");
        await Assertions.Expect(row).ToContainTextAsync(expected);
        await Assertions.Expect(row).ToHaveClassAsync(look);
        await Assertions.Expect(row.Locator("a", new() { HasText = "a1" })).ToHaveAttributeAsync("href", "results/a1/b2/report.html");
        Assert.Empty(problems);
    }

    /// <summary>R358</summary>
    [Theory]
    [InlineData("0,\"objects\":0,\"problem\":null", "caution", "Nothing went to the PACS: this study has no DICOM objects")]
    [InlineData("7,\"objects\":7,\"problem\":null", "reason", "PACS has all 7 objects")]
    [InlineData("0,\"objects\":0,\"problem\":\"no account\"", "caution", "PACS has 0 of 0 objects: no account")]
    public async Task Worklist_Delivery_SaysWhatTheArchiveHas(string delivery, string tone, string expected)
    {
        var (page, _) = await OpenAsync();

        var said = await page.EvaluateAsync<string[]>($$"""() => (it => [it.className, it.textContent])(delivered({"taken":{{delivery}}}))""");

        Assert.Equal([tone, expected], said);
    }

    /// <summary>R258, R355</summary>
    [Fact]
    public async Task Worklist_ScoresAndVolumes_AreWrittenAsInTheReport()
    {
        var (page, _) = await OpenAsync();

        var runs = (await page.EvaluateAsync<JsonElement>("() => listed.studies.filter(isWanted).map(it => it.run)")).EnumerateArray().ToList();

        Assert.Equal(runs.Select(run => ScoreText.Of(Number(run, "score"), Number(run, "threshold"))), await page.Locator("td[data-label='Score']").AllInnerTextsAsync());
        Assert.Equal(runs.Select(run => Millilitres.Text(Number(run, "volumeMl"))), await page.Locator("td[data-label='mL']").AllInnerTextsAsync());

        static double? Number(JsonElement run, string name) => run.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    /// <summary>R355: in the words of the page.</summary>
    [Fact]
    public async Task Worklist_MarkedUnderTheOperatingPoint_SaysThatRegionsAreMarked()
    {
        var (page, _) = await OpenAsync();

        await Assertions.Expect(Row(page, 9)).ToContainTextAsync("Regions marked by a demonstration model, below the operating point");
    }

    /// <summary>
    /// R244: what a search and a refresh cost the browser, by what it does, for time depends on what else the machine does: functions of the page that are called and elements that are made, for each
    /// study, and how often the page is laid out. Rows that are there are not made anew for a search, nor for a refresh that brings nothing.
    /// </summary>
    [Theory]
    [InlineData("search.value = 'ward3'; search.dispatchEvent(new Event('input'))", 25, 0)]
    [InlineData("search.value = 'ward3'; search.dispatchEvent(new Event('input')); search.value = ''; search.dispatchEvent(new Event('input'))", 50, 0)]
    [InlineData("await refresh()", 30, 0)]
    [InlineData("rows.clear(); await refresh()", 170, 35)]
    public async Task Worklist_HundredStudies_CostNoMoreThanTheirRows(string act, int mostCalls, int mostElements)
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("() => clearTimeout(next)");
        var browser = await page.Context.NewCDPSessionAsync(page);
        foreach (var command in new[] { "Performance.enable", "Profiler.enable" })
            await browser.SendAsync(command);
        await browser.SendAsync("Profiler.startPreciseCoverage", new() { ["callCount"] = true, ["detailed"] = false });
        var before = await LayoutsAsync();

        var made = await page.EvaluateAsync<int>($$"""
            async () => {
              const make = document.createElement, search = byId("search");
              let made = 0;
              document.createElement = function(...of) { made++; return make.apply(this, of); };
              {{act}};
              document.body.getBoundingClientRect();
              document.createElement = make;
              return made;
            }
            """);

        var calls = (await browser.SendAsync("Profiler.takePreciseCoverage"))!.Value.GetProperty("result").EnumerateArray()
            .Where(script => script.GetProperty("url").GetString()!.StartsWith(hospital.Address, StringComparison.Ordinal))
            .SelectMany(script => script.GetProperty("functions").EnumerateArray()).Sum(it => it.GetProperty("ranges")[0].GetProperty("count").GetInt32());
        var layouts = await LayoutsAsync() - before;
        TestContext.Current.TestOutputHelper!.WriteLine($"{calls} calls, {made} elements, {layouts} layouts");
        Assert.Multiple(
            () => Assert.InRange(calls, 1, mostCalls * Hospital.Studies),
            () => Assert.InRange(made, 0, mostElements * Hospital.Studies),
            () => Assert.InRange(layouts, 0, 5));

        async Task<double> LayoutsAsync() => (await browser.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .Single(it => it.GetProperty("name").GetString() == "LayoutCount").GetProperty("value").GetDouble();
    }

    [Fact]
    public async Task Worklist_TypedSearch_ShowsTheStudiesOfASite()
    {
        var (page, _) = await OpenAsync();

        await page.Locator("#search").PressSequentiallyAsync("ward3");

        await Assertions.Expect(page.Locator("#studies tr")).ToHaveCountAsync(20);
    }

    /// <summary>R244: with a limit that a hundred studies reach.</summary>
    [Fact]
    public async Task Worklist_MoreStudiesThanItLists_SaysSoAndSearchesAll()
    {
        var (page, problems) = await NewPageAsync();
        await page.RouteAsync("**/api/studies?newest=500", route => route.ContinueAsync(new() { Url = route.Request.Url.Replace("500", "5", StringComparison.Ordinal) }));
        await page.GotoAsync(hospital.Address);

        await Assertions.Expect(page.Locator("#older")).ToBeVisibleAsync();
        var older = int.Parse((await page.Locator("#older").InnerTextAsync()).Split(' ')[0]);
        var rows = await page.Locator("#studies tr").EvaluateAllAsync<string[]>("rows => rows.map(row => row.className + ' ' + row.textContent)");
        Assert.Equal(Hospital.Studies, rows.Length + older);
        Assert.Equal(5, rows.Count(row => row.StartsWith("is-quiet", StringComparison.Ordinal) || row.StartsWith("is-seen", StringComparison.Ordinal)));
        var missing = (await hospital.ListAsync()).Select(it => it.GetProperty("study").GetString()!).First(study => !rows.Any(row => row.Contains(study, StringComparison.Ordinal)));

        await page.Locator("#search").FillAsync(missing);

        await Assertions.Expect(page.Locator("#studies tr", new() { HasText = missing })).ToBeVisibleAsync();
        Assert.Empty(problems);
    }

    private static ILocator Row(IPage page, int study) => page.Locator("#studies tr", new() { HasText = $"{study:x16}" });

    /// <summary>The worklist of the host, or what it makes of another answer.</summary>
    private async Task<(IPage Page, List<string> Problems)> OpenAsync(string? answer = null)
    {
        var opened = await NewPageAsync();
        if (answer is not null)
            await opened.Page.RouteAsync("**/api/studies*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = answer }));
        await opened.Page.GotoAsync(hospital.Address);
        await Assertions.Expect(opened.Page.Locator("#state")).Not.ToContainTextAsync("Loading");
        return opened;
    }
}
