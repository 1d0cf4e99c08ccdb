namespace PatchFcn.Workflow.Engine;

/// <summary>
/// All that <see cref="StudyWorkflow"/> may touch. Each engine implements it: steps run in process, or as activities of Durable Functions.
/// Workflow code must be deterministic between calls of this interface: no clock, randomness, I/O, threads or <c>ConfigureAwait(false)</c>.
/// </summary>
public interface IStudyContext
{
    /// <summary>The time, the same at every replay (UTC).</summary>
    DateTime UtcNow { get; }

    /// <summary>
    /// How many steps of a stage are asked for at a time, at least 1, the same at every replay. Engines take steps in the order in which they were asked for, so this is
    /// what an alarm waits behind.
    /// </summary>
    int SideBySide { get; }

    /// <summary>Runs a step; several may be started before any is awaited, and then run side by side as far as the engine allows.</summary>
    Task<StepResult<TOutput>> RunAsync<TInput, TOutput>(Step<TInput, TOutput> step, TInput input)
        where TOutput : class;

    /// <summary>Tells whoever watches how far the study has come. May be called again at replay.</summary>
    void Report(StudyProgress state);
}
