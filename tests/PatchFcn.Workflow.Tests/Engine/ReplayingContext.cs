using System.Text.Json;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Tests.Engine;

/// <summary>
/// Runs the workflow again from its history, as Durable Functions does after every step: the first <paramref name="known"/> results to arrive are there, the others
/// never come. Fails where the workflow asks for another step, or with another input, than it did the first time.
/// </summary>
internal sealed class ReplayingContext(IReadOnlyList<RecordedStep> history, int known) : IStudyContext
{
    private readonly SortedDictionary<int, (Action Deliver, DateTime EndedAt)> _waiting = [];
    private int _asked;
    private int _delivered;

    public int SideBySide => 3;

    public DateTime UtcNow { get; private set; } = DateTime.UnixEpoch;

    /// <summary>How many steps the workflow has asked for.</summary>
    public int Asked => _asked;

    public Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class
    {
        Assert.True(_asked < history.Count, $"The replay asks for {step.Name}, which the first run never did.");
        var recorded = history[_asked++];
        Assert.Equal(recorded.Name, step.Name);
        Assert.Equal(recorded.Input, JsonSerializer.Serialize(input));

        var result = new TaskCompletionSource<StepResult<TOutput>>();
        if (recorded.EndedAs < known)
            _waiting.Add(recorded.EndedAs, (() => result.SetResult(JsonSerializer.Deserialize<StepResult<TOutput>>(recorded.Result)!), recorded.EndedAt));
        return result.Task;
    }

    public void Report(StudyProgress state)
    {
    }

    /// <summary>Delivers the known results in the order in which they arrived; the workflow goes on in between.</summary>
    public void DeliverAll()
    {
        while (_waiting.TryGetValue(_delivered, out var next))
        {
            _delivered++;
            UtcNow = next.EndedAt;
            next.Deliver();
        }
    }
}
