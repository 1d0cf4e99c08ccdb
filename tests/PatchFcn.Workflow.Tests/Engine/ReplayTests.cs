using System.Text.Json;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Tests.Engine;

/// <summary>The workflow obeys the rules of Durable Functions: deterministic at replay, small messages, nothing that does not survive JSON.</summary>
public sealed class ReplayTests(PhantomStudy study)
{
    [Fact]
    public async Task Replay_AfterEveryStepOfAnAnalysis_AsksForTheSameSteps()
    {
        var (history, outcome) = await RecordAsync(study.Folder);

        Assert.Equal(ReportStatus.Analyzed, outcome.Status);
        AssertReplays(history, outcome);
    }

    [Fact]
    public async Task Replay_AfterEveryStepOfARefusal_AsksForTheSameSteps()
    {
        var empty = Directory.CreateDirectory(study.NewFolder()).FullName;

        var (history, outcome) = await RecordAsync(empty);

        Assert.Equal(ReportStatus.NotAnalyzed, outcome.Status);
        AssertReplays(history, outcome);
    }

    [Fact]
    public async Task History_OfAStudy_StaysSmall()
    {
        var (history, _) = await RecordAsync(study.Folder);

        var bytes = history.Sum(step => step.Input.Length + step.Result.Length);

        Assert.InRange(bytes * 40.0 / study.Phantom.Ct.Geometry.SliceCount, 1, 64 * 1024);
    }

    private static void AssertReplays(IReadOnlyList<RecordedStep> history, StudyOutcome outcome)
    {
        for (var known = 0; known <= history.Count; known++)
        {
            var context = new ReplayingContext(history, known);
            var replay = StudyWorkflow.RunAsync(context, JsonSerializer.Deserialize<StudyRequest>(history[0].Input)!);
            context.DeliverAll();

            Assert.Equal(known == history.Count, replay.IsCompleted);
            if (replay.IsCompleted)
                Assert.Equal(outcome, replay.Result);
        }
    }

    private async Task<(IReadOnlyList<RecordedStep> History, StudyOutcome Outcome)> RecordAsync(string folder)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var model = new LoadedModel(PhantomStudy.Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
        var steps = PhantomStudy.Steps(model, new MemoryArtifactStore(), study.NewFolder());
        await using var engine = new EmbeddedEngine(steps, parallelism: 1, progress: null, cancellation);
        var context = new RecordingContext(engine, seed: 1);
        var settings = new AnalysisSettings(model.Reference, ScoringGrid.Exact, "default");
        var outcome = await context.DriveAsync(it => StudyWorkflow.RunAsync(it, new StudyRequest("instance", folder, settings) { Deliver = true }));
        return (context.History, outcome);
    }
}
