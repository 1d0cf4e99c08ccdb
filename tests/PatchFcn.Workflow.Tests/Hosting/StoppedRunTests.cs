using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>Runs that an operator stops: what was told stands.</summary>
public sealed class StoppedRunTests(PhantomStudy study) : DispatchedStudies(study)
{
    [Fact]
    public async Task StopAsync_RunAtWork_IsCancelled()
    {
        Upload("a.zip", "1");
        Runs.Next = KeptRuns.Fate.Hangs;
        var dispatcher = new StudyDispatcher(Services, Runs);
        await dispatcher.TakeUpAsync("a.zip", Cancellation);
        var instance = Assert.Single(await Runs.ListAsync(Cancellation)).Key;

        Assert.True(await dispatcher.StopAsync(instance, Cancellation));
        Assert.False(await dispatcher.StopAsync("another", Cancellation));

        Assert.Equal(WorkflowCatalogue.Cancelled, Assert.Single(Runs.Stops));
        await Runs.TerminateAsync(instance, Cancellation);
    }

    /// <summary>The alarm stands, whatever ends the run, and in whichever run it was raised.</summary>
    [Fact]
    public async Task StopAsync_AfterAProvisionalFinding_IsIncomplete()
    {
        Upload("a.zip", "1");
        var request = await Services.RequestAsync(await ArrivalAsync(), Cancellation);
        await using var engine = new EmbeddedEngine(Services.Steps, 1, null, Cancellation);
        var study = await engine.RunAsync(StudySteps.Ingest, request);
        await Services.Alerts.RaiseAsync(request, study.Value!.ResultPath, new Alarm(0.9, new(6, 8)), Cancellation);

        var outcome = await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);

        Assert.Equal(ReportStatus.Incomplete, outcome.Status);
        Assert.Equal(["patchfcn.study.provisionalFinding", "patchfcn.study.incomplete"], await TypesAsync());
        Assert.Equal([6, 7, 8], (await HostedStudies.ReportAsync(Services.Storage.Results, outcome.ResultPath)).Slices.Where(slice => slice.Score == 0.9).Select(slice => slice.Index));
    }

    /// <summary>R162: an operator stops a run that only delivers any more.</summary>
    [Fact]
    public async Task StopAsync_AfterItsEndWasTold_LeavesTheResultsAsTheyAre()
    {
        Upload("a.zip", "1");
        var request = await Services.RequestAsync(await ArrivalAsync(), Cancellation);
        await using var engine = new EmbeddedEngine(Services.Steps, 2, null, Cancellation);
        var told = await StudyWorkflow.RunAsync(engine, request);
        async Task<string> SealAsync()
        {
            await using var file = await Services.Storage.Results.OpenReadAsync(told.ResultPath + "/manifest.json", 0, null, Cancellation);
            return await new StreamReader(file).ReadToEndAsync(Cancellation);
        }
        var seal = await SealAsync();

        var stopped = await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);

        Assert.Equal((told.Status, told.Score), (stopped.Status, stopped.Score));
        Assert.Equal(seal, await SealAsync());
    }

    /// <summary>R406: it is stopped when its end is kept, and not told yet.</summary>
    [Fact]
    public async Task StopAsync_BetweenKeepingItsEndAndTellingIt_TellsThatEnd()
    {
        Upload("a.zip", "1");
        var request = await Services.RequestAsync(await ArrivalAsync(), Cancellation);
        var end = new StudyOutcome(ReportStatus.Analyzed, await Services.ResultPathAsync(request, Cancellation), null, 0.9, true, 1);
        await Services.Storage.Results.TryCreateJsonAsync($"_ends/{StudyNames.Short(request.InstanceId)}.json", end, Cancellation);
        await using var engine = new EmbeddedEngine(Services.Steps, 2, null, Cancellation);

        await StudyWorkflow.StopAsync(engine, request, WorkflowCatalogue.Cancelled);

        Assert.Equal(["patchfcn.study.analyzed"], await TypesAsync());
    }

    /// <summary>R284: a segmentation beside a report that says "not analysed" would be taken for its own.</summary>
    [Fact]
    public async Task RunAsync_StoppedWhileResultsAreWritten_LeavesNoFileThatIsNotSealed()
    {
        Upload("a.zip", "1");
        var arrival = await ArrivalAsync();
        using var stop = new CancellationTokenSource();
        var runner = new StudyRunner(Services, (_, progress) =>
        {
            if (progress is { Stage: Stage.WriteResults, Done: > 5 })
                stop.Cancel();
        });

        var study = await runner.RunAsync(arrival, stop.Token, Cancellation);

        Assert.Equal(WorkflowCatalogue.Cancelled.Name, study!.Reason);
        var seal = (await SealedResult.OpenAsync(Services.Storage.Results, study.ResultPath, Cancellation)).Manifest;
        var there = await Services.Storage.Results.ListAsync(study.ResultPath, Cancellation).Select(it => it.Path[(study.ResultPath.Length + 1)..]).ToListAsync(Cancellation);
        Assert.Equal([.. seal.Outputs.Select(it => it.Name).Append(ResultNames.Manifest).Order()], there.Where(it => !IsEvent(it)).Order());
        Assert.Equal(["events/1-provisionalFinding.json", "events/2-incomplete.json"], there.Where(IsEvent));

        static bool IsEvent(string name) => name.StartsWith("events/", StringComparison.Ordinal);
    }

    private async Task<StudyArrival> ArrivalAsync() => await Services.Storage.Studies.ListAsync("a.zip", Cancellation).SingleAsync(Cancellation);
}
