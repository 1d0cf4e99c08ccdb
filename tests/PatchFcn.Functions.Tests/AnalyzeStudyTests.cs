using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using PatchFcn.Core.Hashing;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions.Tests;

/// <summary>The workflow on the durable engine: replayed after every activity, its messages written as JSON.</summary>
public sealed class AnalyzeStudyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SyntheticStudy_ScoresLikeTheCommand()
    {
        await using var durable = await DurableStudies.StartAsync();
        var upload = durable.Upload("a.zip", sliceSpacingMm: 5);
        using var local = new LocalAnalysis(DurableStudies.Settings, Path.Combine(durable.Root, "local"));
        var expected = await local.RunAsync([upload], null, Cancellation);

        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        var run = await durable.EndAsync();

        var outcome = run.ReadOutputAs<StudyOutcome>()!;
        Assert.Equal(expected, outcome);
        Assert.Equal(
            (await SlicesAsync(Path.Combine(durable.Root, "local"), expected)).GetRawText(), (await SlicesAsync(Path.Combine(durable.Root, "results"), outcome)).GetRawText());
        var study = Assert.Single(await durable.Services.Marks.ListAsync(Cancellation)).Study;
        Assert.Equal(expected.Score, study.Score);
        Assert.Equal([study.Instance], durable.Ends);
    }

    /// <summary>
    /// The engine reads the whole history at every replay, and storage is paid for it. The in-process host does not hand it out: counted are the messages of all activities, and 1 KiB for the names, ids and
    /// times of the three events of each.
    /// </summary>
    [Fact]
    public async Task History_FortySlices_StaysUnder256KiB()
    {
        await using var durable = await DurableStudies.StartAsync();
        durable.Upload("a.zip", sliceSpacingMm: 4);

        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        var run = await durable.EndAsync();

        var slices = (await SlicesAsync(Path.Combine(durable.Root, "results"), run.ReadOutputAs<StudyOutcome>()!)).GetArrayLength();
        var bytes = durable.Messages.Sum() + durable.Messages.Count * 1024;
        TestContext.Current.SendDiagnosticMessage($"{slices} slices, {durable.Messages.Count} activities, {durable.Messages.Sum()} bytes of messages, {bytes} in all");
        Assert.InRange(slices, 40, 50);
        Assert.InRange(bytes, 1, 256 * 1024);
    }

    [Fact]
    public async Task Run_ActivityThatIsBrokenOff_IsTriedAgain()
    {
        var attempts = new ConcurrentDictionary<string, int>();
        await using var durable = await DurableStudies.StartAsync(step =>
            attempts.AddOrUpdate(step, 1, (_, count) => count + 1) == 1 && step == "JoinBrain" ? throw new IOException("The worker went away.") : Task.CompletedTask);
        durable.Upload("a.zip", sliceSpacingMm: 5);

        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;

        Assert.Equal(2, attempts["JoinBrain"]);
        Assert.Equal(ReportStatus.Analyzed, outcome.Status);
    }

    /// <summary>R247: a revision with another model took over while the run was at work.</summary>
    [Fact]
    public async Task Run_ThatBeganWithAnotherModel_BreaksOffAndIsTakenUpWithThisOne()
    {
        await using var durable = await DurableStudies.StartAsync();
        durable.Upload("a.zip", sliceSpacingMm: 5);
        var arrival = await durable.Services.Storage.Studies.ListAsync("a.zip", Cancellation).SingleAsync(Cancellation);
        var request = await durable.Services.RequestAsync(arrival, Cancellation);
        var older = request with { InstanceId = "older", Settings = request.Settings with { Model = request.Settings.Model with { Sha256 = "of another" } } };
        await new DurableEngine(durable.Client).StartAsync(older, Cancellation);
        var broken = await durable.Client.WaitForInstanceCompletionAsync("older", Cancellation);

        await durable.Dispatcher.TakeUpAsync("", Cancellation);
        await durable.Client.WaitForInstanceCompletionAsync(request.InstanceId, Cancellation);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, broken.RuntimeStatus);
        Assert.Equal(request.InstanceId, Assert.Single(await durable.Services.Marks.ListAsync(Cancellation)).Study.Instance);
    }

    /// <summary>R251: seen under the real host, killed ten times in a minute: a study had no score of one slice, and that of another twice.</summary>
    [Fact]
    public async Task Run_AnswersThatComeAsThoseOfOthers_AreAskedForAgain()
    {
        var mixed = 0;
        await using var durable = await DurableStudies.StartAsync(mixUp: input => input is SliceRequest { Slice: 6 } asked && Interlocked.Increment(ref mixed) == 1 ? asked with { Slice = 13 } : null);
        durable.Upload("a.zip", sliceSpacingMm: 5);

        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;

        Assert.Equal(2, mixed);
        Assert.Equal(ReportStatus.Analyzed, outcome.Status);
        var slices = await SlicesAsync(Path.Combine(durable.Root, "results"), outcome);
        Assert.Equal(slices.EnumerateArray().Select(slice => slice.GetProperty("index").GetInt32()).Distinct().Count(), slices.GetArrayLength());
    }

    /// <summary>R251: seen under the real host, killed ten times in a minute: the number of a timer came as the answer to a slice, and the run ended in an exception.</summary>
    [Fact]
    public async Task Run_TimerThatComesAsAnAnswer_IsAskedForAgain()
    {
        var mistaken = 0;
        await using var durable = await DurableStudies.StartAsync(mistake: input => input is SliceRequest { Slice: 6 } && Interlocked.Increment(ref mistaken) == 1 ? 20 : null);
        durable.Upload("a.zip", sliceSpacingMm: 5);

        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>();

        Assert.Equal(2, mistaken);
        Assert.Equal(ReportStatus.Analyzed, outcome?.Status);
    }

    [Fact]
    public async Task Stop_RunAtWork_EndsWithAReportThatSaysWhy()
    {
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var durable = await DurableStudies.StartAsync(async step =>
        {
            if (step != "JoinBrain")
                return;
            reached.TrySetResult();
            await goOn.Task;
        });
        durable.Upload("a.zip", sliceSpacingMm: 5);
        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        await reached.Task.WaitAsync(Cancellation);
        var instance = Assert.Single(await new DurableEngine(durable.Client).ListAsync(Cancellation)).Key;

        Assert.True(await durable.Dispatcher.StopAsync(instance, Cancellation));
        goOn.SetResult();
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;

        Assert.Equal(WorkflowCatalogue.Cancelled.Name, outcome.Reason!.Name);
        Assert.Equal(ReportStatus.NotAnalyzed, Assert.Single(await durable.Services.Marks.ListAsync(Cancellation)).Study.Status);
    }

    /// <summary>R316: the fourth try of a step is followed by a pause of 16 s.</summary>
    [Fact]
    public async Task Stop_DuringThePauseBeforeAnotherTry_EndsThePause()
    {
        var tries = 0;
        var fourth = new TaskCompletionSource();
        await using var durable = await DurableStudies.StartAsync(step =>
        {
            if (step != "JoinBrain")
                return Task.CompletedTask;
            if (Interlocked.Increment(ref tries) == 4)
                fourth.TrySetResult();
            throw new IOException("The storage is away.");
        });
        durable.Upload("a.zip", sliceSpacingMm: 5);
        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        await fourth.Task.WaitAsync(Cancellation);
        var since = Stopwatch.StartNew();
        var instance = Assert.Single(await new DurableEngine(durable.Client).ListAsync(Cancellation)).Key;

        Assert.True(await durable.Dispatcher.StopAsync(instance, Cancellation));
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;

        Assert.Equal(WorkflowCatalogue.Cancelled.Name, outcome.Reason!.Name);
        Assert.Equal(4, tries);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    /// <summary>R259: what was still at work wrote over the results of a stopped run behind their seal.</summary>
    [Fact]
    public async Task Stop_WhileResultsAreWritten_TheSealHolds()
    {
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var durable = await DurableStudies.StartAsync(async step =>
        {
            if (step == "WriteResult" && reached.TrySetResult())
                await goOn.Task;
        });
        durable.Upload("a.zip", sliceSpacingMm: 5);
        await durable.Dispatcher.TakeUpAsync("a.zip", Cancellation);
        await reached.Task.WaitAsync(Cancellation);
        var instance = Assert.Single(await new DurableEngine(durable.Client).ListAsync(Cancellation)).Key;

        Assert.True(await durable.Dispatcher.StopAsync(instance, Cancellation));
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation); // long enough to write a refusal beside what is held
        goOn.SetResult();
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation); // and for what is held to be written behind it

        Assert.Equal(WorkflowCatalogue.Cancelled.Name, outcome.Reason!.Name);
        var folder = Path.Combine(durable.Root, "results", outcome.ResultPath);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"), Cancellation));
        foreach (var file in manifest.RootElement.GetProperty("outputs").EnumerateArray())
            Assert.Equal(file.GetProperty("sha256").GetString(), Digest.Of(await File.ReadAllBytesAsync(Path.Combine(folder, file.GetProperty("name").GetString()!), Cancellation)));
    }

    [Fact]
    public async Task Run_Rubbish_IsRefusedWithoutASecondTry()
    {
        var ingested = 0;
        await using var durable = await DurableStudies.StartAsync(step =>
        {
            if (step == "Ingest")
                Interlocked.Increment(ref ingested);
            return Task.CompletedTask;
        });
        var file = Path.Combine(durable.Root, "studies", "rubbish.zip");
        await File.WriteAllTextAsync(file, "this is no zip", Cancellation);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));

        await durable.Dispatcher.TakeUpAsync("rubbish.zip", Cancellation);
        var outcome = (await durable.EndAsync()).ReadOutputAs<StudyOutcome>()!;

        Assert.Equal(1, ingested);
        Assert.Equal(ReportStatus.NotAnalyzed, outcome.Status);
    }

    /// <summary>The slices of a report: what the network said, to the last bit.</summary>
    private static async Task<JsonElement> SlicesAsync(string folder, StudyOutcome outcome)
    {
        var report = await File.ReadAllBytesAsync(Path.Combine(folder, outcome.ResultPath, "report.json"), Cancellation);
        return JsonDocument.Parse(report).RootElement.GetProperty("slices");
    }
}
