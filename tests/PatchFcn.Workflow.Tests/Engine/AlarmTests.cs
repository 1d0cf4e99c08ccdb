using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Tests.Engine;

/// <summary>The alarm is raised while the other slices are still being scored (R94).</summary>
public sealed class AlarmTests(PhantomStudy study)
{
    /// <summary>Engines take steps in the order in which they were asked for: an alarm asked for behind all slices comes when all are scored.</summary>
    [Fact]
    public async Task ScoreSlices_FirstAtTheOperatingPoint_AlarmWaitsBehindNoMoreThanRunSideBySide()
    {
        using var model = new LoadedModel(PhantomStudy.Settings.ModelFolder, new ScorerOptions { Device = ComputeDevice.Cpu });
        var steps = PhantomStudy.Steps(model, new MemoryArtifactStore(), study.NewFolder());
        await using var engine = new EmbeddedEngine(steps, parallelism: 2, progress: null, TestContext.Current.CancellationToken);
        var context = new CountingContext(engine);

        var outcome = await StudyWorkflow.RunAsync(
            context, new StudyRequest("instance", study.Folder, new AnalysisSettings(model.Reference, ScoringGrid.Exact, PhantomStudy.Settings.OperatingPoint)));

        Assert.True(outcome.Positive);
        Assert.InRange(context.AheadOfTheAlarm, 0, engine.SideBySide - 1);
        Assert.InRange(context.ScoredAtTheAlarm, 1, study.Phantom.Ct.Geometry.SliceCount - engine.SideBySide);
    }

    /// <summary>Counts the slices that are asked for and not scored yet.</summary>
    private sealed class CountingContext(EmbeddedEngine inner) : IStudyContext
    {
        private int _ahead;
        private int _scored;

        public int AheadOfTheAlarm { get; private set; } = -1;

        public int ScoredAtTheAlarm { get; private set; }

        public int SideBySide => inner.SideBySide;

        public DateTime UtcNow => inner.UtcNow;

        public async Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
            where TOutput : class
        {
            if (input is AlertRequest { Alarm: not null })
                (AheadOfTheAlarm, ScoredAtTheAlarm) = (Volatile.Read(ref _ahead), Volatile.Read(ref _scored));
            if (input is not SliceRequest)
                return await inner.RunAsync(step, input);
            Interlocked.Increment(ref _ahead);
            var result = await inner.RunAsync(step, input);
            Interlocked.Decrement(ref _ahead);
            Interlocked.Increment(ref _scored);
            return result;
        }

        public void Report(StudyProgress state) => inner.Report(state);
    }
}
