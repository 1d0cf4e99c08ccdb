using System.Text.Json;
using PatchFcn.Core.Studies;
using PatchFcn.Inference.Scoring;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow;

/// <summary>The stages of one study, and what they have in common: timings, progress, and whether a slice has reached the operating point.</summary>
internal sealed class StudyRun(IStudyContext context, StudyRequest request)
{
    // What takes longest begins first (FHIR only in a new process), so that the last does not run alone.
    private static readonly ResultFormat[] FormatsOfAnalysis =
    [
        ResultFormat.Fhir, ResultFormat.Overlays, ResultFormat.Html, ResultFormat.Captures, ResultFormat.Segmentation, ResultFormat.Json,
        ResultFormat.Measurements, ResultFormat.Probability, ResultFormat.KeyObjects,
    ];

    private static readonly ResultFormat[] FormatsOfRefusal = [ResultFormat.Json, ResultFormat.Html, ResultFormat.Fhir, ResultFormat.Captures];

    private readonly Dictionary<string, double> _timings = [];
    private IReadOnlyList<StudyWarning> _warnings = [];
    private Task<IngestedStudy>? _ingested;
    private Task<StrippedBrain>? _stripped;
    private Alarm? _provisionalFinding;
    private Task<StepResult<AlertTold>>? _alarm;

    /// <summary>The same study on another grid: what does not depend on the grid is not done again. Its artifacts replace those of this run.</summary>
    public StudyRun On(ScoringGrid grid) =>
        new(context, request with { Settings = request.Settings with { Grid = grid } }) { _ingested = _ingested, _stripped = _stripped, _warnings = _warnings };

    /// <summary>Which series, which slices, why not the others.</summary>
    public Task<IngestedStudy> IngestAsync() => _ingested ??= TimedAsync(Stage.Ingest, () => OneAsync(Stage.Ingest, StudySteps.Ingest, request));

    /// <summary>Only the intracranial voxels stay.</summary>
    public Task<StrippedBrain> StripSkullAsync(IngestedStudy study) =>
        _stripped ??= TimedAsync(Stage.StripSkull, async () =>
        {
            var slabs = await AllAsync(Stage.StripSkull, StudySteps.StripSlab, study.Slabs.Select(slab => new SlabRequest(request, slab)));
            var brain = Unwrap(await context.RunAsync(StudySteps.JoinBrain, new JoinRequest(request, slabs)));
            _warnings = brain.Warnings;
            return brain;
        });

    /// <summary>The network looks at each slice. The first to reach the operating point raises the alarm while the others are still being scored.</summary>
    public Task<ScoredSlice[]> ScoreSlicesAsync(IngestedStudy study, StrippedBrain brain) =>
        TimedAsync(Stage.ScoreSlices, () => AllAsync(
            Stage.ScoreSlices,
            StudySteps.ScoreSlice,
            brain.ScoringOrder.Select(slice => new SliceRequest(request, slice)),
            scored =>
            {
                if (scored.Alarm is null || _provisionalFinding is not null)
                    return;
                _provisionalFinding = scored.Alarm;
                _alarm = context.RunAsync(StudySteps.Alert, new AlertRequest(request, study.ResultPath, scored.Alarm, null));
            }));

    /// <summary>Mask, findings, volumes, stack score.</summary>
    public Task<StudyOutcome> AggregateAsync(StrippedBrain brain, ScoredSlice[] slices) =>
        OneAsync(Stage.Aggregate, StudySteps.Aggregate, new AggregateRequest(request, brain, slices, _timings));

    /// <summary>The result of a study that cannot be analysed to its end.</summary>
    public async Task<StudyOutcome> ConcludeAsync(Refusal reason) =>
        Unwrap(await context.RunAsync(
            StudySteps.Conclude, new ConcludeRequest(request, reason, _provisionalFinding, _warnings, _timings)));

    /// <summary>Hands the DICOM objects to whoever is to have them, where anybody is. The result stands whatever becomes of it; the step keeps its account beside it.</summary>
    public async Task DeliverAsync(StudyOutcome outcome)
    {
        if (!request.Deliver)
            return;
        var isAlarm = outcome is { Positive: true } or { Status: ReportStatus.Incomplete };
        context.Report(new StudyProgress(Stage.Deliver, 0, 1, isAlarm) { ResultPath = outcome.ResultPath, Status = outcome.Status });
        await context.RunAsync(StudySteps.Deliver, new DeliverRequest(request, outcome.ResultPath));
    }

    /// <summary>Every format, then the manifest that seals them.</summary>
    public async Task WriteResultsAsync(StudyOutcome outcome)
    {
        IEnumerable<ResultFormat> formats = outcome.Reason is not null ? FormatsOfRefusal
            : request.Settings.Fractional ? [.. FormatsOfAnalysis, ResultFormat.Fractional] : FormatsOfAnalysis;
        var written = await AllAsync(
            Stage.WriteResults, StudySteps.WriteResult, formats.Select(format => new WriteRequest(request, outcome.ResultPath, format)));
        var files = written.SelectMany(result => result.Files).ToArray();
        Unwrap(await context.RunAsync(StudySteps.Seal, new SealRequest(request, outcome, files)));
    }

    /// <summary>Tells how the study ended, after the alarm if there was one.</summary>
    public async Task TellAsync(StudyOutcome outcome)
    {
        if (_alarm is not null)
            Unwrap(await _alarm);
        Unwrap(await context.RunAsync(StudySteps.Alert, new AlertRequest(request, outcome.ResultPath, null, outcome)));
    }

    private async Task<TOutput> OneAsync<TInput, TOutput>(Stage stage, Step<TInput, TOutput> step, TInput input)
        where TOutput : class =>
        (await AllAsync(stage, step, [input]))[0];

    /// <summary>
    /// Runs a step for every input, a few side by side, and tells of each as it ends. All come to their end before the first that has no value
    /// stops the study: a slice that fails must not hide another that reaches the operating point.
    /// </summary>
    private async Task<TOutput[]> AllAsync<TInput, TOutput>(
        Stage stage, Step<TInput, TOutput> step, IEnumerable<TInput> inputs, Action<TOutput>? onEach = null)
        where TOutput : class
    {
        var all = inputs.ToArray();
        var asked = new List<Task<StepResult<TOutput>>>(all.Length);
        var left = new List<Task<StepResult<TOutput>>>();
        AskForMore();
        while (left.Count > 0)
        {
            var ended = await Task.WhenAny(left);
            left.Remove(ended);
            if ((await ended).Value is { } output)
                onEach?.Invoke(output); // before the next is asked for: the alarm goes first
            AskForMore();
        }

        return [.. asked.Select(task => Unwrap(task.Result))];

        void AskForMore()
        {
            for (; left.Count < context.SideBySide && asked.Count < all.Length; left.Add(asked[^1]))
                asked.Add(context.RunAsync(step, all[asked.Count]));
            context.Report(new StudyProgress(stage, asked.Count - left.Count, all.Length, _provisionalFinding is not null));
        }
    }

    private async Task<T> TimedAsync<T>(Stage stage, Func<Task<T>> work)
    {
        var start = context.UtcNow;
        var result = await work();
        _timings[JsonNamingPolicy.CamelCase.ConvertName(stage.ToString())] = Math.Round((context.UtcNow - start).TotalMilliseconds, 1);
        return result;
    }

    private static T Unwrap<T>(StepResult<T> result)
        where T : class =>
        result.Value ?? throw new StudyStoppedException(result.Refusal ?? WorkflowCatalogue.Failed(result.Failure!.Message));
}
