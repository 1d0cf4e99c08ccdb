using Azure.Identity;
using Azure.Storage.Blobs;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Engine;

public sealed class EmbeddedEngineTests(PhantomStudy study)
{
    /// <summary>R31: never in silence, even when the software is to blame.</summary>
    [Fact]
    public async Task RunAsync_StepFails_EndsWithAReportThatSaysSo()
    {
        var results = study.NewFolder();

        var outcome = await study.RunAsync(Failing("/scores/"), results);

        Assert.Equal(ReportStatus.NotAnalyzed, outcome.Status);
        Assert.Equal(WorkflowCatalogue.InternalFailure, outcome.Reason!.Name);
        Assert.DoesNotContain("secret", outcome.Reason.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(results, outcome.ResultPath, "report.json")));
    }

    /// <summary>An alarm that was raised stands, whatever comes after it.</summary>
    [Fact]
    public async Task RunAsync_FailsAfterASliceReachedTheOperatingPoint_IsIncompleteAndNotNotAnalyzed()
    {
        var outcome = await study.RunAsync(Failing("/labels"), study.NewFolder());

        Assert.Equal(ReportStatus.Incomplete, outcome.Status);
        Assert.Null(outcome.Positive);
    }

    /// <summary>R184: the SDK throws what failed at every attempt as one <see cref="AggregateException"/>.</summary>
    [Fact]
    public async Task RunAsync_StorageAccountOutOfReach_BreaksOffAndDoesNotEndTheStudy()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } };
        var nowhere = new BlobContainerClient(new Uri($"http://127.0.0.1:{Ports.Free()}/work"), options);

        var problem = await Assert.ThrowsAsync<AggregateException>(() => study.RunAsync(new BlobArtifactStore(nowhere), study.NewFolder()));

        Assert.True(StepFailure.Of("StripSlab", problem).Retriable);
    }

    /// <summary>R184.</summary>
    [Fact]
    public void Of_ManyFailuresSideBySide_IsOfTheStorageWhereAllAre()
    {
        Assert.True(Of(new AuthenticationFailedException("no token"), new AggregateException(new IOException(), new TaskCanceledException())).Retriable);
        Assert.False(Of(new IOException(), new InvalidOperationException()).Retriable);

        static StepFailure Of(params Exception[] problems) => StepFailure.Of("Ingest", new AggregateException(problems));
    }

    [Fact]
    public async Task RunAsync_ManySteps_RunsNoMoreSideBySideThanAllowed()
    {
        var step = new Step<string, string>("Count");
        var (running, most) = (0, 0);
        var steps = new StepRegistry().Add(step, async (input, token) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Delay(5, token);
            Interlocked.Decrement(ref running);
            return input;
        });
        await using var engine = new EmbeddedEngine(steps, parallelism: 3, progress: null, TestContext.Current.CancellationToken);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.RunAsync(step, "")));

        Assert.InRange(most, 1, 3);
    }

    /// <summary>R259: the model was let go of while the network still ran; and steps of a run that was stopped wrote over its sealed results.</summary>
    [Fact]
    public async Task DisposeAsync_AfterAStepIsCancelled_WaitsForTheOthersAtWork()
    {
        var step = new Step<string, string>("Work");
        var (begun, goOn, atWork) = (new SemaphoreSlim(0), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        var steps = new StepRegistry().Add(step, async (input, _) =>
        {
            Interlocked.Increment(ref atWork);
            begun.Release();
            if (input == "slow")
                await goOn.Task;
            Interlocked.Decrement(ref atWork);
            throw new OperationCanceledException();
        });
        var engine = new EmbeddedEngine(steps, parallelism: 2, progress: null, TestContext.Current.CancellationToken);
        var all = new[] { engine.RunAsync(step, "slow"), engine.RunAsync(step, "fast"), engine.RunAsync(step, "waits") };
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all[1]);

        var disposing = engine.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        goOn.SetResult();
        await disposing;

        Assert.Equal(0, atWork);
        Assert.All(all, task => Assert.True(task.IsCanceled));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; seen < value; seen = target)
            Interlocked.CompareExchange(ref target, value, seen);
    }

    /// <summary>Fails to write artifacts whose path holds a text.</summary>
    private static WatchedStore Failing(string part) => new(new MemoryArtifactStore())
    {
        OnWrite = path =>
        {
            if (path.Contains(part, StringComparison.Ordinal))
                throw new InvalidOperationException("a secret of the patient");
        },
    };
}
