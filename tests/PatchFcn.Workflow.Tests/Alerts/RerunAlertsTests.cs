using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Alerts;

/// <summary>R404: a run that somebody starts again is told of anew.</summary>
public sealed class RerunAlertsTests : IAsyncDisposable
{
    private static readonly StudyOutcome Cancelled = new(ReportStatus.NotAnalyzed, ToldRun.ResultPath, WorkflowCatalogue.Cancelled, null, null, null);

    private readonly ToldRun _run = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ConcludeAsync_AlarmWhereNoneWasBeforeTheRerun_IsToldUnderAnotherIdAndNumber()
    {
        await _run.ConcludeAsync(new StudyOutcome(ReportStatus.Analyzed, ToldRun.ResultPath, null, 0.1, false, 0));
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);
        await _run.RaiseAsync();
        await _run.ConcludeAsync();
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(
            [("patchfcn.study.analyzed", 0, false), ("patchfcn.study.provisionalFinding", 1, true), ("patchfcn.study.analyzed", 1, true)],
            _run.Received.Select(it => (it.Type, it.Data.GetProperty("rerun").GetInt32(), it.Data.GetProperty("positive").GetBoolean())));
        Assert.Equal(3, _run.Received.Select(it => it.Id).Distinct().Count());
    }

    [Fact]
    public async Task ConcludeAsync_TwiceAfterTheRerun_IsToldOnce()
    {
        await _run.ConcludeAsync(Cancelled);
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);
        await _run.ConcludeAsync();
        await _run.ConcludeAsync();
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(["patchfcn.study.notAnalyzed", "patchfcn.study.analyzed"], _run.Received.Select(it => it.Type));
    }

    /// <summary>No report may be silent about an alarm that was told.</summary>
    [Fact]
    public async Task RaisedAsync_AlarmFromBeforeTheRerun_Stands()
    {
        await _run.RaiseAsync();
        await _run.ConcludeAsync();
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);

        Assert.Equal(0.9, (await _run.Services.Alerts.RaisedAsync(ToldRun.Instance, ToldRun.ResultPath, Cancellation))?.Score);
    }

    [Fact]
    public async Task FirstToldAsync_AfterTheRerun_IsOfTheRerun()
    {
        await _run.ConcludeAsync();
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);

        Assert.Null(await _run.Services.Alerts.FirstToldAsync(ToldRun.Instance, ToldRun.ResultPath, Cancellation));
    }

    /// <summary>The run may come back under another model, and then nobody could acknowledge what it had found before.</summary>
    [Fact]
    public async Task EscalateAsync_FindingOfARunThatWasStartedAgain_TellsNobody()
    {
        await _run.ConcludeAsync();
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);

        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.DoesNotContain(_run.Received, it => it.Type == "patchfcn.study.escalation");
    }

    [Fact]
    public async Task EscalateAsync_FindingOfTheRerun_IsToldThoughTheOneBeforeWas()
    {
        await _run.ConcludeAsync();
        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.Services.Alerts.ForgetEndAsync(ToldRun.Instance, Cancellation);
        await _run.ConcludeAsync();

        await _run.Services.Alerts.EscalateAsync(Cancellation);
        await _run.Services.Outbox.DeliverAsync(Cancellation);

        Assert.Equal(2, _run.Received.Count(it => it.Type == "patchfcn.study.escalation"));
    }

    /// <summary>R405: a receiver that is down has been told nothing.</summary>
    [Fact]
    public async Task WorklistAsync_EventThatWaits_IsNotToldUntilItIsTaken()
    {
        await _run.ConcludeAsync();
        await _run.Services.Marks.FinishUploadAsync(
            "key", new FinishedStudy(ToldRun.Instance, ToldRun.ResultPath, ReportStatus.Analyzed, null, 0.9, true, 1, DateTimeOffset.UtcNow), Cancellation);
        var api = new StudyApi(_run.Services);

        Assert.True(Assert.Single((await api.WorklistAsync(null, Cancellation)).Studies).IsUntold);
        await _run.Services.Outbox.DeliverAsync(Cancellation);
        Assert.False(Assert.Single((await api.WorklistAsync(null, Cancellation)).Studies).IsUntold);
    }

    /// <summary>R405</summary>
    [Fact]
    public async Task FirstToldAsync_NoReceiver_IsNever()
    {
        var alerts = new StudyAlerts(_run.Services.Storage, new Outbox(_run.Services.Storage, [], TimeProvider.System), _run.Services.Model, HostedStudies.Allowed, TimeProvider.System);

        await alerts.RaiseAsync(_run.Request, ToldRun.ResultPath, new Alarm(0.9, new(7, 7)), Cancellation);

        Assert.Null(await alerts.FirstToldAsync(ToldRun.Instance, ToldRun.ResultPath, Cancellation));
        Assert.NotNull(await alerts.RaisedAsync(ToldRun.Instance, ToldRun.ResultPath, Cancellation));
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();
}
