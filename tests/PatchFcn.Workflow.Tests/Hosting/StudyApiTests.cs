using PatchFcn.Core;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Hosting.Readings;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R188: what is said of one run is not said of another of the same study.</summary>
public sealed class StudyApiTests : IDisposable
{
    private const string Study = "0123456789abcdef";

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly WatchedStore _results;
    private readonly SetClock _clock = new();
    private readonly StudyServices _services;

    public StudyApiTests()
    {
        var folder = StudyStorage.OpenFolder(_root);
        _results = new WatchedStore(folder.Results);
        _services = new StudyServices(
            PhantomStudy.Settings, folder with { Results = _results }, [], HostedStudies.Allowed with { EscalateAfter = TimeSpan.FromMinutes(15) }, new StudyReader(new BuiltInCodec()), 1, _clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("earlier", "earlier")]
    [InlineData("later", "later")]
    [InlineData(null, "later")]
    public async Task JudgeAsync_StudyWithTwoAlarms_AcknowledgesTheRunThatIsNamed(string? named, string seen)
    {
        await AlarmAsync("later", TimeSpan.Zero);
        await AlarmAsync("earlier", TimeSpan.FromHours(1));
        var api = new StudyApi(_services);

        Assert.True(await api.JudgeAsync(Study, new GivenVerdict(GivenVerdict.Acknowledged, Instance: named), "reader", Cancellation));

        var runs = await api.ListAsync(Cancellation);
        Assert.Equal(seen, Assert.Single(runs, it => it.Urgency == Urgency.Seen).Run.Instance);
        var open = Assert.Single(runs, it => it.Urgency == Urgency.Alarm).Run.Instance;
        var escalated = await _services.Storage.Results.ListAsync("_open", Cancellation).Select(it => it.Path).ToListAsync(Cancellation);
        Assert.Equal([$"_open/{StudyNames.Short(open)}.json"], escalated);
    }

    /// <summary>R352</summary>
    [Fact]
    public async Task ListAsync_StudyWithSeveralRuns_SaysWhichIsTheNewest()
    {
        await AlarmAsync("earlier", TimeSpan.FromHours(1));
        var alone = await new StudyApi(_services).ListAsync(Cancellation);
        await AlarmAsync("later", TimeSpan.Zero);

        var both = await new StudyApi(_services).ListAsync(Cancellation);

        Assert.Null(Assert.Single(alone).IsNewest);
        Assert.Equal([("earlier", false), ("later", true)], both.Select(it => (it.Run.Instance, it.IsNewest!.Value)).Order());
    }

    /// <summary>R354: the model of the host is another than the one that made the result once it was changed.</summary>
    [Theory]
    [InlineData(null, "demonstration")]
    [InlineData("clinical", "clinical")]
    public async Task ListAsync_ResultOfAnotherModel_NamesThatOne(string? intendedUse, string expected)
    {
        var model = intendedUse is null ? null : new ResultModel("another", "9.1", intendedUse);
        var request = new StudyRequest("run", "1-1/a.zip", _services.Settings);
        var outcome = new StudyOutcome(ReportStatus.Analyzed, $"{Study}/{StudyNames.Short("run")}", null, 0.9, true, 1) { Model = model };
        await _services.Marks.FinishUploadAsync("key", await _services.FinishAsync(request, outcome, Cancellation), Cancellation);

        var listed = Assert.Single(await new StudyApi(_services).ListAsync(Cancellation));

        Assert.Equal((expected, model), (listed.IntendedUse, listed.Run.Model));
    }

    [Fact]
    public async Task JudgeAsync_RunOfAHostWhoseClockIsAhead_IsSeen()
    {
        await AlarmAsync("run", TimeSpan.FromMinutes(-1));
        var api = new StudyApi(_services);

        Assert.True(await api.JudgeAsync(Study, new GivenVerdict(GivenVerdict.Acknowledged), null, Cancellation));

        Assert.Equal(Urgency.Seen, Assert.Single(await api.ListAsync(Cancellation)).Urgency);
    }

    /// <summary>R188: a step that an engine repeats does not make another end of it, of which nobody has said anything yet.</summary>
    [Fact]
    public async Task FinishAsync_Repeated_EndedWhenItFirstDid()
    {
        var request = new StudyRequest("run", "1-1/a.zip", _services.Settings);
        var outcome = new StudyOutcome(ReportStatus.Analyzed, $"{Study}/{StudyNames.Short("run")}", null, 0.9, true, 1);

        var first = await _services.FinishAsync(request, outcome, Cancellation);
        var again = await _services.FinishAsync(request, outcome, Cancellation);

        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData(Study, "another")]
    [InlineData("fedcba9876543210", "run")]
    public async Task JudgeAsync_RunThatTheStudyDoesNotHave_KeepsNothing(string study, string instance)
    {
        await AlarmAsync("run", TimeSpan.Zero);
        var api = new StudyApi(_services);

        Assert.False(await api.JudgeAsync(study, new GivenVerdict(GivenVerdict.Agree, Instance: instance), null, Cancellation));

        Assert.Equal(Urgency.Alarm, Assert.Single(await api.ListAsync(Cancellation)).Urgency);
    }

    /// <summary>R166: who read, who judged and who ended a run, as the host knows them, beside the name that a reader types.</summary>
    [Fact]
    public async Task AuditLog_ReadJudgedStopped_SaysByWhom()
    {
        await AlarmAsync("run", TimeSpan.Zero);
        var path = $"{Study}/{StudyNames.Short("run")}/report.json";
        await _services.Storage.Results.WriteJsonAsync(path, new { }, Cancellation);
        var api = new StudyApi(_services);

        await (await api.OpenAsync(path, "first@hospital.example", Cancellation))!.DisposeAsync();
        await api.JudgeAsync(Study, new GivenVerdict(GivenVerdict.Agree, By: "Dr. B"), "second@hospital.example", Cancellation);
        await api.NoteStopAsync("run", null, Cancellation);

        var entries = await AuditLog.ReadAsync(_services.Storage.Results, Cancellation).Select(it => it.Entry!).ToListAsync(Cancellation);
        Assert.Equal(
            [(AuditActions.Read, "first@hospital.example"), (AuditActions.Verdict, "second@hospital.example"), (AuditActions.Stopped, null)],
            entries.Select(it => (it.Action, it.Subject.GetValueOrDefault("caller"))));
    }

    /// <summary>R188: a rerun gave the run another end, which nobody has seen.</summary>
    [Fact]
    public async Task JudgeAsync_EndThatARerunHasReplaced_IsRefusedAndAcknowledgesNothing()
    {
        await AlarmAsync("run", TimeSpan.Zero);
        var seen = new GivenVerdict(GivenVerdict.Agree, Instance: "run") { FinishedUtc = TimeProvider.System.GetUtcNow().AddHours(-1) };

        await Assert.ThrowsAsync<UsageException>(() => new StudyApi(_services).JudgeAsync(Study, seen, null, Cancellation));

        Assert.Equal(Urgency.Alarm, Assert.Single(await new StudyApi(_services).ListAsync(Cancellation)).Urgency);
    }

    /// <summary>R413: the page is closed while the verdict is being kept.</summary>
    [Fact]
    public async Task JudgeAsync_CancelledAtItsFirstWrite_IsKeptWhole()
    {
        await AlarmAsync("run", TimeSpan.Zero);
        using var page = new CancellationTokenSource();
        _results.OnWrite = _ => page.Cancel();

        Assert.True(await new StudyApi(_services).JudgeAsync(Study, new GivenVerdict(GivenVerdict.Agree), null, page.Token));

        Assert.Equal(Urgency.Seen, Assert.Single(await new StudyApi(_services).ListAsync(Cancellation)).Urgency);
        Assert.Equal(AuditActions.Verdict, (await AuditLog.ReadAsync(_services.Storage.Results, Cancellation).SingleAsync(Cancellation)).Entry!.Action);
        Assert.Empty(await _services.Storage.Results.ListAsync("_open", Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>R413.</summary>
    [Fact]
    public async Task ForgetAsync_CancelledAtItsFirstWrite_IsForgottenWhole()
    {
        HostedStudies.Upload(_root, "a.zip", [1]);
        var upload = await _services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(Cancellation);
        var run = new FinishedStudy("run", $"{Study}/{StudyNames.Short("run")}", ReportStatus.Analyzed, null, 0.9, true, 1, TimeProvider.System.GetUtcNow());
        await _services.Marks.FinishUploadAsync(upload.Key, run, Cancellation);
        using var page = new CancellationTokenSource();
        _results.OnWrite = _ => page.Cancel();

        Assert.Equal(upload, await _services.ForgetAsync(run, page.Token));

        Assert.Null(await _services.Marks.FindUploadAsync(upload.Key, Cancellation));
    }

    /// <summary>R166: nobody reads what the log cannot keep, and the file is let go of.</summary>
    [Fact]
    public async Task OpenAsync_AuditLogCannotBeWritten_LeavesNoFileOpen()
    {
        var path = $"{Study}/{StudyNames.Short("run")}/report.json";
        await _services.Storage.Results.WriteJsonAsync(path, new { }, Cancellation);
        _results.Refuse("_audit");

        await Assert.ThrowsAsync<IOException>(() => new StudyApi(_services).OpenAsync(path, null, Cancellation));

        Assert.False(Assert.Single(_results.Opened, it => it.Path == path).Stream.CanRead);
    }

    /// <summary>R392: whether one study is asked for or all, what was finished is listed once, and what is known of it is not read again, however many there are.</summary>
    [Theory]
    [InlineData(nameof(StudyApi.ListAsync))]
    [InlineData(nameof(StudyApi.FindAsync))]
    [InlineData(nameof(StudyApi.NewestAsync))]
    [InlineData(nameof(StudyApi.JudgeAsync))]
    public async Task AnyQuestion_StudiesAreKnown_CostsOneListing(string question)
    {
        for (var run = 0; run < 4; run++)
            await AlarmAsync($"run {run}", TimeSpan.FromHours(run));
        var api = new StudyApi(_services);
        _clock.Advance(TimeSpan.FromMinutes(1)); // so that nobody expects them to be written anew
        await api.ListAsync(Cancellation);
        var (listed, opened) = (_results.Listed.Count, _results.Opened.Count);

        await (question switch
        {
            nameof(StudyApi.ListAsync) => api.ListAsync(Cancellation),
            nameof(StudyApi.FindAsync) => api.FindAsync(Study, Cancellation),
            nameof(StudyApi.NewestAsync) => api.NewestAsync(Study, Cancellation),
            _ => (Task)api.JudgeAsync(Study, new GivenVerdict(GivenVerdict.Agree), null, Cancellation),
        });

        Assert.Single(_results.Listed.Skip(listed), "_uploads");
        Assert.DoesNotContain(_results.Opened.Skip(opened), it => it.Path.StartsWith("_uploads/", StringComparison.Ordinal));
    }

    /// <summary>R288: by their names the end of the rerun would come first.</summary>
    [Fact]
    public async Task FindAsync_StudyThatWasAnalysedAgain_HasItsEventsAsTheyWereTold()
    {
        var request = new StudyRequest("run", "1-1/a.zip", _services.Settings);
        var failed = new StudyOutcome(ReportStatus.NotAnalyzed, $"{Study}/{StudyNames.Short("run")}", new("internalFailure", "It failed."), null, null, null);
        await _services.Alerts.ConcludeAsync(request, failed, Cancellation);
        await _services.Alerts.ForgetEndAsync("run", Cancellation);
        await _services.Alerts.ConcludeAsync(request, failed with { Status = ReportStatus.Analyzed, Reason = null, Score = 0.1, Positive = false, VolumeMl = 0 }, Cancellation);
        await _services.Marks.FinishUploadAsync("key", new FinishedStudy("run", failed.ResultPath, ReportStatus.Analyzed, null, 0.1, false, 0, TimeProvider.System.GetUtcNow()), Cancellation);

        var study = await new StudyApi(_services).FindAsync(Study, Cancellation);

        Assert.Equal(["internalFailure", null], study!.Events.Select(told => told.Reason));
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>A run of the study, some time ago, that has raised an alarm.</summary>
    private async Task AlarmAsync(string instance, TimeSpan ago)
    {
        var path = $"{Study}/{StudyNames.Short(instance)}";
        await _services.Alerts.RaiseAsync(new StudyRequest(instance, "1-1/a.zip", _services.Settings), path, new Alarm(0.9, new(7, 7)), Cancellation);
        var run = new FinishedStudy(instance, path, ReportStatus.Analyzed, null, 0.9, true, 1, TimeProvider.System.GetUtcNow() - ago);
        await _services.Marks.FinishUploadAsync(StudyNames.Short(instance), run, Cancellation);
    }
}
