using System.Text.Json;
using Microsoft.DurableTask;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Functions;

/// <summary>Runs the steps of a study as activities of Durable Functions. Whether a step is tried again is decided by the record it returns.</summary>
/// <param name="context">The durable engine.</param>
/// <param name="stop">When it ends, steps end with <see cref="OperationCanceledException"/>; null: never.</param>
public sealed class DurableStudyContext(TaskOrchestrationContext context, Task? stop = null) : IStudyContext
{
    private const int MostAttempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly List<Task> _asked = [];

    /// <summary>Eight: twice what a host without a GPU works on at a time (<c>host.json</c>), so that it never waits for the orchestrator.</summary>
    public int SideBySide => 8;

    /// <inheritdoc/>
    public DateTime UtcNow => context.CurrentUtcDateTime;

    /// <inheritdoc/>
    public async Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class
    {
        for (var attempt = 1; ; attempt++)
        {
            if (stop is { IsCompleted: true })
                throw new OperationCanceledException();
            var answer = TryAsync(step, input);
            _asked.Add(answer);
            var result = await UnlessStoppedAsync(answer);
            if (result.Failure is not { Retriable: true } || attempt == MostAttempts)
                return result;
            await PauseAsync(FirstPause * (1 << (attempt - 1)));
        }
    }

    /// <summary>Waits until nothing that was asked for is at work any more, for what follows may write the same files; where it hangs, a minute.</summary>
    public async Task SettleAsync()
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(Task.WhenAll(_asked), context.CreateTimer(LongestWait, enough.Token));
        enough.Cancel(); // in the turn of the orchestrator, which awaits durable tasks alone
    }

    /// <inheritdoc/>
    public void Report(StudyProgress state) => context.SetCustomStatus(state);

    /// <summary>A pause before a step is tried again, which a stop ends.</summary>
    private async Task PauseAsync(TimeSpan pause)
    {
        using var over = new CancellationTokenSource();
        var timer = context.CreateTimer(pause, over.Token);
        if (stop is not null && await Task.WhenAny(timer, stop) == stop)
        {
            over.Cancel();
            throw new OperationCanceledException();
        }
        await timer;
    }

    private async Task<T> UnlessStoppedAsync<T>(Task<T> work) =>
        stop is not null && await Task.WhenAny(work, stop) == stop ? throw new OperationCanceledException() : await work;

    /// <summary>Activities turn what goes wrong with a study into records. What is thrown all the same is of the engine, such as a worker that went away, and may pass.</summary>
    private async Task<StepResult<TOutput>> TryAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class
    {
        try
        {
            var answer = await context.CallActivityAsync<Answered<TOutput>?>(step.Name, input);
            return answer?.Question == Answered<TOutput>.QuestionOf(step, input) ? answer.Result : Mistaken();
        }
        catch (JsonException)
        {
            return Mistaken();
        }
        catch (TaskFailedException problem)
        {
            return new StepFailure($"{step.Name} failed: {problem.FailureDetails.ErrorType}.", Retriable: true);
        }

        // After a turn that was lost, the end of another activity or of a timer of that turn may come under the number of this one.
        StepFailure Mistaken() => new($"{step.Name} was answered as something else.", Retriable: true);
    }
}
