namespace PatchFcn.Workflow.Engine;

/// <summary>What each step does, by name. Engines find the work of a step here.</summary>
public sealed class StepRegistry
{
    private readonly Dictionary<string, Delegate> _handlers = [];

    /// <summary>Says what a step does.</summary>
    /// <exception cref="ArgumentException">The step already has a handler.</exception>
    public StepRegistry Add<TInput, TOutput>(
        Step<TInput, TOutput> step, Func<TInput, CancellationToken, Task<StepResult<TOutput>>> run)
        where TOutput : class
    {
        _handlers.Add(step.Name, run);
        return this;
    }

    /// <summary>Puts something around what a step does, such as a fault.</summary>
    /// <exception cref="KeyNotFoundException">The step has no handler.</exception>
    internal void Around<TInput, TOutput>(Step<TInput, TOutput> step, Func<Func<Task<StepResult<TOutput>>>, Task<StepResult<TOutput>>> around)
        where TOutput : class
    {
        var run = (Func<TInput, CancellationToken, Task<StepResult<TOutput>>>)_handlers[step.Name];
        _handlers[step.Name] = (TInput input, CancellationToken cancellation) => around(() => run(input, cancellation));
    }

    /// <summary>Does the work of a step.</summary>
    /// <exception cref="KeyNotFoundException">The step has no handler.</exception>
    public async Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input, CancellationToken cancellation)
        where TOutput : class
    {
        using var span = StudyTelemetry.Begin(step.Name);
        return await ((Func<TInput, CancellationToken, Task<StepResult<TOutput>>>)_handlers[step.Name])(input, cancellation);
    }
}
