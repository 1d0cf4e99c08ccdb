using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R163: what hosts die over is given up, and never in silence.</summary>
public sealed class GivenUpTests(PhantomStudy study) : UploadedStudies(study)
{
    [Fact]
    public async Task RunAsync_GivenUpAfterAnAlarm_SaysThatTheAlarmStands()
    {
        var (arrival, request, path) = await AlarmedAsync("a.zip", UploadClaim.MostAttempts);

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

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

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal(told, await Services.Storage.Results.ListAsync("_outbox", Cancellation).CountAsync(Cancellation));
        var data = await Services.Storage.Results.ReadAllJsonAsync<AlertData>($"{study!.ResultPath}/events", Cancellation).LastAsync(Cancellation);
        Assert.Equal((alarm, null), (data.Record.Model is not null, data.Record.Report));
        Assert.Contains(" The analysis was abandoned after 5 attempts. ", data.Record.Statement, StringComparison.Ordinal);
    }

    /// <summary>R163 and R166: giving up is an end like any other, for the audit log, the counts, and whoever brings the same content again.</summary>
    [Fact]
    public async Task RunAsync_GivenUp_IsTheEndOfTheRun()
    {
        var (arrival, request, _) = await AlarmedAsync("a.zip", UploadClaim.MostAttempts);

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);
        var again = await new StudyRunner(Services, null).RunAsync(await UploadAsync("b.zip", "1"), CancellationToken.None, Cancellation);

        Assert.Equal(study, again);
        Assert.Equal((ReportStatus.Incomplete, false), ((await Services.Alerts.ToldEndAsync(request.InstanceId, Cancellation))!.Status, again!.HasReport));
        Assert.Equal(1, Services.Finished);
        var actions = await AuditLog.ReadAsync(Services.Storage.Results, Cancellation).Select(it => it.Entry!.Action).ToListAsync(Cancellation);
        Assert.Equal([AuditActions.UploadTaken, AuditActions.Decided], actions);
    }
}
