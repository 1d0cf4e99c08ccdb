using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R163, R168, R169, R170: what hosts have lost, or died over, comes to its end; and what is urgent comes first.</summary>
public sealed class LossTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly PhantomStudy _study;
    private readonly WebhookSink _sink = new(new Uri("http://127.0.0.1:9/"), null);
    private readonly StudyServices _services;

    public LossTests(PhantomStudy study)
    {
        _study = study;
        _services = new StudyServices(
            PhantomStudy.Settings, StudyStorage.OpenFolder(_root), [_sink], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R170, and what the audit log keeps of it.</summary>
    [Fact]
    public async Task RunAsync_WorkLostInTheMiddle_ComesToTheSameEnd()
    {
        var arrival = await UploadAsync("a.zip", "1");
        using var broken = new CancellationTokenSource();
        var runner = new StudyRunner(_services, (_, progress) =>
        {
            if (progress is { Stage: Stage.ScoreSlices, Done: > 3 })
                broken.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(arrival, CancellationToken.None, broken.Token));
        Directory.Delete(Path.Combine(_root, "work"), recursive: true);

        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal(ReportStatus.Analyzed, study!.Status);
        var actions = await AuditLog.ReadAsync(_services.Storage.Results, Cancellation).Select(it => it.Entry!.Action).ToListAsync(Cancellation);
        Assert.Equal([AuditActions.UploadTaken, AuditActions.UploadTaken, AuditActions.Decided], actions);
        Assert.Empty((await AuditCheck.OfAsync(_services.Storage.Results, null, Cancellation)).Problems);
    }

    /// <summary>A host that dies between what it tells and its mark: the study is not analysed again, and ends as was told.</summary>
    [Fact]
    public async Task RunAsync_EndWasToldButNotMarked_EndsAsItWasTold()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var request = await _services.RequestAsync(arrival, Cancellation);
        var path = await _services.ResultPathAsync(request, Cancellation);
        await _services.Alerts.ConcludeAsync(request, new StudyOutcome(ReportStatus.NotAnalyzed, path, new("internalFailure", "It failed."), null, null, null), Cancellation);

        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((ReportStatus.NotAnalyzed, path), (study!.Status, study.ResultPath));
        Assert.Equal(["2-notAnalyzed.json"], await EventsAsync(path));
    }

    /// <summary>R170: a rerun forgets all that says the study is finished; its marks alone are not all.</summary>
    [Fact]
    public async Task ForgetAsync_ResultsAreLost_TheyComeBack()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        var results = Path.Combine(_root, "results", study!.ResultPath);
        Directory.Delete(results, recursive: true);

        await _services.ForgetAsync(study, Cancellation);
        await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.True(File.Exists(Path.Combine(results, ResultNames.Report)));
    }

    /// <summary>R170.</summary>
    [Fact]
    public async Task RunAsync_MarksAreLost_AreMadeAgainWithoutAnAnalysis()
    {
        var arrival = await UploadAsync("a.zip", "1");
        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        foreach (var folder in new[] { "_uploads", "_instances" })
            Directory.Delete(Path.Combine(_root, "results", folder), recursive: true);
        var report = Path.Combine(_root, "results", study!.ResultPath, ResultNames.Report);
        var (written, told) = (File.GetLastWriteTimeUtc(report), await _services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation));

        var again = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((study.Instance, study.Score, study.ResultPath), (again!.Instance, again.Score, again.ResultPath));
        Assert.Equal((written, told), (File.GetLastWriteTimeUtc(report), await _services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation)));
    }

    /// <summary>R284: a segmentation beside a report that says "not analysed" would be taken for its own.</summary>
    [Fact]
    public async Task RunAsync_StoppedWhileResultsAreWritten_LeavesNoFileThatIsNotSealed()
    {
        var arrival = await UploadAsync("a.zip", "1");
        using var stop = new CancellationTokenSource();
        var runner = new StudyRunner(_services, (_, progress) =>
        {
            if (progress is { Stage: Stage.WriteResults, Done: > 5 })
                stop.Cancel();
        });

        var study = await runner.RunAsync(arrival, stop.Token, Cancellation);

        Assert.Equal(WorkflowCatalogue.Cancelled.Name, study!.Reason);
        var seal = (await SealedResult.OpenAsync(_services.Storage.Results, study.ResultPath, Cancellation)).Manifest;
        var there = await _services.Storage.Results.ListAsync(study.ResultPath, Cancellation).Select(it => it.Path[(study.ResultPath.Length + 1)..]).ToListAsync(Cancellation);
        Assert.Equal([.. seal.Outputs.Select(it => it.Name).Append(ResultNames.Manifest).Order()], there.Where(it => !it.StartsWith("events/", StringComparison.Ordinal)).Order());
        Assert.Equal(["1-provisionalFinding.json", "2-incomplete.json"], await EventsAsync(study.ResultPath));
    }

    /// <summary>R284: what is no format's is not ours to delete, and what a format writes is.</summary>
    [Fact]
    public async Task IsOfAFormat_FilesOfAResult_AreAllThatFormatsWriteAndNoOther()
    {
        var study = await new StudyRunner(_services, null).RunAsync(await UploadAsync("a.zip", "1"), CancellationToken.None, Cancellation);

        var seal = (await SealedResult.OpenAsync(_services.Storage.Results, study!.ResultPath, Cancellation)).Manifest;

        Assert.True(seal.Outputs.Count > 10);
        Assert.All(seal.Outputs, it => Assert.True(ResultNames.IsOfAFormat(it.Name), it.Name));
        Assert.DoesNotContain([ResultNames.Manifest, ResultNames.Delivery, "events/1-analyzed.json", "verdicts/1.json", "notes.txt"], ResultNames.IsOfAFormat);
    }

    /// <summary>R285.</summary>
    [Fact]
    public async Task PurgeAsync_UploadThatWasTakenAway_IsForgottenAndNoOther()
    {
        var arrival = await UploadAsync("a.zip", "1");
        await TriedAsync(arrival.Key, 1);
        await TriedAsync("gone", 1);

        await new HostChores(_services, "host").PurgeAsync(TimeSpan.FromHours(-1), Cancellation);

        Assert.Equal([$"_attempts/{arrival.Key}.json"], await _services.Storage.Work.ListAsync("_attempts", Cancellation).Select(it => it.Path).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_GivenUpAfterAnAlarm_SaysThatTheAlarmStands()
    {
        var (arrival, request, path) = await AlarmedAsync("a.zip", UploadClaim.MostAttempts);

        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((ReportStatus.Incomplete, request.InstanceId, false), (study!.Status, study.Instance, study.HasReport));
        Assert.Equal(["1-provisionalFinding.json", "2-incomplete.json"], await EventsAsync(path));
    }

    /// <summary>R96: what a demonstration model has found is told to nobody, however its run ends; that nobody has looked at a study is no word of the model's.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task RunAsync_GivenUpWithADemonstration_TellsOfNoFindingOfIts(bool alarm, int told)
    {
        var arrival = alarm ? (await AlarmedAsync("a.zip", UploadClaim.MostAttempts)).Arrival : await UploadAsync("a.zip", "1");
        await TriedAsync(arrival.Key, UploadClaim.MostAttempts);

        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal(told, await _services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation));
        var data = await _services.Storage.Results.ReadAllJsonAsync<AlertData>($"{study!.ResultPath}/events", Cancellation).LastAsync(Cancellation);
        Assert.Equal((alarm, null), (data.Record.Model is not null, data.Record.Report));
        Assert.Contains(" The analysis was abandoned after 5 attempts. ", data.Record.Statement, StringComparison.Ordinal);
    }

    /// <summary>R163 and R166: giving up is an end like any other, for the audit log, the counts, and whoever brings the same content again.</summary>
    [Fact]
    public async Task RunAsync_GivenUp_IsTheEndOfTheRun()
    {
        var (arrival, request, _) = await AlarmedAsync("a.zip", UploadClaim.MostAttempts);

        var study = await new StudyRunner(_services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        var again = await new StudyRunner(_services, null).RunAsync(await UploadAsync("b.zip", "1"), CancellationToken.None, Cancellation);

        Assert.Equal(study, again);
        Assert.Equal((ReportStatus.Incomplete, false), ((await _services.Alerts.ToldEndAsync(request.InstanceId, Cancellation))!.Status, again!.HasReport));
        Assert.Equal(1, _services.Finished);
        var actions = await AuditLog.ReadAsync(_services.Storage.Results, Cancellation).Select(it => it.Entry!.Action).ToListAsync(Cancellation);
        Assert.Equal([AuditActions.UploadTaken, AuditActions.Decided], actions);
    }

    /// <summary>Found by the fault test: a host that had lost its lease noted an attempt after another had finished the upload, and nothing ever took that away.</summary>
    [Fact]
    public async Task PurgeAsync_AttemptNotedAfterTheEnd_IsForgottenAndOthersAreNot()
    {
        var finished = await UploadAsync("a.zip", "1");
        await new StudyRunner(_services, null).RunAsync(finished, CancellationToken.None, Cancellation);
        await TriedAsync(finished.Key, 1);
        await TriedAsync("0123456789abcdef", 2);

        await new HostChores(_services, "host").PurgeAsync(TimeSpan.FromHours(24), Cancellation);

        Assert.Equal((0, 2), (await AttemptsAsync(finished.Key), await AttemptsAsync("0123456789abcdef")));
    }

    [Fact]
    public async Task OrderAsync_AlarmsFirstThenUntriedThenOldest()
    {
        var (alarmed, _, _) = await AlarmedAsync("z-alarmed.zip", 2);
        var now = DateTimeOffset.UtcNow;
        StudyArrival tried = new("a.zip", "1-1") { ArrivedUtc = now.AddHours(-9) }, late = new("b.zip", "1-1") { ArrivedUtc = now }, early = new("c.zip", "1-1") { ArrivedUtc = now.AddHours(-1) };
        await TriedAsync(tried.Key, 1);

        Assert.Equal([(alarmed, true), (early, false), (late, false), (tried, true)], await _services.Ledger.OrderAsync([tried, late, early, alarmed], Cancellation));
    }

    /// <summary>Ten kills within seconds used up all attempts of one alarm while nineteen other studies waited.</summary>
    [Fact]
    public async Task OrderAsync_AlarmThatHostsDiedOverThreeTimes_NoLongerGoesFirst()
    {
        var (alarmed, _, _) = await AlarmedAsync("z-alarmed.zip", UploadLedger.HurriedAttempts);
        var untried = new StudyArrival("a.zip", "1-1") { ArrivedUtc = DateTimeOffset.UtcNow };

        Assert.Equal([(untried, false), (alarmed, true)], await _services.Ledger.OrderAsync([alarmed, untried], Cancellation));
    }

    /// <summary>One mark that a power cut has emptied must not hold up every other study.</summary>
    [Fact]
    public async Task FindUploadAsync_EmptyMark_CountsAsNone()
    {
        await _services.Storage.Results.WriteAsync("_uploads/0123456789abcdef.json", (_, _) => Task.CompletedTask, Cancellation);

        Assert.Null(await _services.Marks.FindUploadAsync("0123456789abcdef", Cancellation));
        Assert.Empty(await _services.Marks.ListAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_DiskNearlyFull_TakesNothingUpAndSaysSo()
    {
        var arrival = await UploadAsync("a.zip", "1");
        await using var receiver = new WebhookReceiver();
        await using var hosted = new HostedStudies(_services.Storage with { FreeBytes = () => 1000 }, receiver);

        await HostedStudies.UntilAsync(() => Task.FromResult(hosted.Problems.Count > 0), "Nothing was said.");

        Assert.Contains("1 studies wait", hosted.Problems[0], StringComparison.Ordinal);
        Assert.Equal((1, true, arrival.ArrivedUtc), (hosted.Host.Waiting.Count, hosted.Host.Waiting.LacksSpace, hosted.Host.Waiting.OldestUtc));
        Assert.Contains("The disk is nearly full: no study is taken up.", (await new HostHealth(hosted.Services, hosted.Host).CheckAsync(Cancellation)).Problems);
    }

    public void Dispose()
    {
        _services.Dispose();
        _sink.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<StudyArrival> UploadAsync(string name, string note)
    {
        var file = Path.Combine(_root, "studies", name);
        await File.WriteAllBytesAsync(file, HostedStudies.Zip(_study.Folder, note), Cancellation);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        return await _services.Storage.Studies.ListAsync("", Cancellation).SingleAsync(it => it.Name == name, Cancellation);
    }

    /// <summary>An upload that raised an alarm and that hosts have then died over some times.</summary>
    private async Task<(StudyArrival Arrival, StudyRequest Request, string ResultPath)> AlarmedAsync(string name, int attempts)
    {
        var arrival = await UploadAsync(name, "1");
        var request = await _services.RequestAsync(arrival, Cancellation);
        var path = await _services.ResultPathAsync(request, Cancellation);
        await _services.Alerts.RaiseAsync(request, path, new Alarm(0.9, new(7, 7)), Cancellation);
        await using (var claim = await _services.Ledger.TakeUploadAsync(arrival, Cancellation))
            await claim!.RunsAsAsync(request, Cancellation);
        await TriedAsync(arrival.Key, attempts);
        return (arrival, request, path);
    }

    /// <summary>An upload that was tried some times.</summary>
    private async Task TriedAsync(string key, int attempts) =>
        await _services.Ledger.NoteAsync(key, await _services.Ledger.FindAsync(key, Cancellation) with { Count = attempts }, Cancellation);

    private async Task<int> AttemptsAsync(string key) => (await _services.Ledger.FindAsync(key, Cancellation)).Count;

    private async Task<List<string>> EventsAsync(string path) =>
        await _services.Storage.Results.ListAsync($"{path}/events", Cancellation).Select(it => Path.GetFileName(it.Path)).ToListAsync(Cancellation);
}
