using System.Diagnostics;

namespace PatchFcn.Workflow.Engine;

/// <summary>Runs the steps of a study in this process, a bounded number at a time.</summary>
/// <param name="steps">What the steps do.</param>
/// <param name="parallelism">How many steps may run side by side, at least 1.</param>
/// <param name="progress">Told how far the study has come; may be null.</param>
/// <param name="cancellation">Cancels the steps; the workflow ends with <see cref="OperationCanceledException"/>.</param>
public sealed class EmbeddedEngine(StepRegistry steps, int parallelism, IProgress<StudyProgress>? progress, CancellationToken cancellation)
    : IStudyContext, IAsyncDisposable
{
    private readonly SemaphoreSlim _places = new(parallelism);
    private readonly DateTime _began = DateTime.UtcNow;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <inheritdoc/>
    public int SideBySide { get; } = parallelism;

    /// <summary>The time when it began and what has passed since: where the clock is set meanwhile, no stage takes a negative time.</summary>
    public DateTime UtcNow => _began + Stopwatch.GetElapsedTime(_start);

    /// <inheritdoc/>
    public async Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class
    {
        await _places.WaitAsync(_stop.Token);
        try
        {
            return await Task.Run(() => steps.RunAsync(step, input, _stop.Token), _stop.Token);
        }
        catch (Exception problem) when (IsOfTheStudy(problem))
        {
            return StepFailure.Of(step.Name, problem);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Report(StudyProgress state) => progress?.Report(state);

    /// <summary>Where the storage fails nothing could be reported there: its message is for the user.</summary>
    private static bool IsOfTheStudy(Exception problem) => problem is not OperationCanceledException && !StorageFailure.IsOne(problem);

    /// <summary>
    /// Breaks off the steps that are still at work, and waits until they are: a workflow ends with the first step that is cancelled or fails, and what the others work on, such as the model or the
    /// files of the result, is let go of or written anew behind it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        for (var place = 0; place < SideBySide; place++)
            await _places.WaitAsync(CancellationToken.None);
        _places.Dispose();
        _stop.Dispose();
    }
}
