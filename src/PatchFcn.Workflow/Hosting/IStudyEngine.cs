using PatchFcn.Core.Studies;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Hosting;

/// <summary>An engine that keeps runs by itself and takes them on after a crash, such as Durable Functions. A run goes by its instance id.</summary>
public interface IStudyEngine
{
    /// <summary>The runs that are waiting or at work, and how far each has come.</summary>
    Task<IReadOnlyDictionary<string, StudyProgress?>> ListAsync(CancellationToken cancellation);

    /// <summary>Whether a run is waiting or at work.</summary>
    Task<bool> IsRunningAsync(string instance, CancellationToken cancellation);

    /// <summary>Starts a run of <see cref="StudyWorkflow"/> that ends with <see cref="StudySteps.Finish"/>.</summary>
    Task StartAsync(StudyRequest request, CancellationToken cancellation);

    /// <summary>Ends a run with a report that says why.</summary>
    Task StopAsync(string instance, Refusal reason, CancellationToken cancellation);

    /// <summary>Ends a run without a word.</summary>
    Task TerminateAsync(string instance, CancellationToken cancellation);

    /// <summary>Forgets the runs that began before a time and are over.</summary>
    Task PurgeAsync(DateTimeOffset before, CancellationToken cancellation);
}
