using System.Text.Json;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Tests.Engine;

/// <summary>One step as it was asked for, what it gave, and when it ended. All as JSON, for that is what an engine keeps.</summary>
internal sealed record RecordedStep(string Name, string Input, string Result, int EndedAs, DateTime EndedAt);

/// <summary>
/// Runs a study one step at a time, in an order drawn from a seed among those that are waiting, and keeps its history as Durable Functions would:
/// inputs and results as JSON.
/// </summary>
internal sealed class RecordingContext(IStudyContext inner, int seed) : IStudyContext
{
    private readonly Random _random = new(seed);
    private readonly List<Func<Task>> _waiting = [];
    private readonly List<RecordedStep?> _history = [];
    private int _ended;

    public int SideBySide => 3;

    public DateTime UtcNow { get; private set; } = DateTime.UnixEpoch;

    /// <summary>The steps in the order in which they were asked for.</summary>
    public IReadOnlyList<RecordedStep> History => [.. _history.Select(step => step!)];

    public Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class
    {
        var asked = _history.Count;
        _history.Add(null);
        var result = new TaskCompletionSource<StepResult<TOutput>>();
        var sent = JsonSerializer.Serialize(input);
        _waiting.Add(async () =>
        {
            var output = JsonSerializer.Serialize(await inner.RunAsync(step, JsonSerializer.Deserialize<TInput>(sent)!));
            UtcNow = UtcNow.AddSeconds(1);
            _history[asked] = new RecordedStep(step.Name, sent, output, _ended++, UtcNow);
            result.SetResult(JsonSerializer.Deserialize<StepResult<TOutput>>(output)!);
        });
        return result.Task;
    }

    public void Report(StudyProgress state) => inner.Report(state);

    /// <summary>Runs the workflow to its end.</summary>
    public async Task<T> DriveAsync<T>(Func<IStudyContext, Task<T>> workflow)
    {
        var running = workflow(this);
        while (!running.IsCompleted)
        {
            var chosen = _random.Next(_waiting.Count);
            var next = _waiting[chosen];
            _waiting.RemoveAt(chosen);
            await next();
        }

        return await running;
    }
}
