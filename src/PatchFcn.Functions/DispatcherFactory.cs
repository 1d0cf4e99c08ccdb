using Microsoft.DurableTask.Client;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Functions;

/// <summary>Makes dispatchers: the client of Durable Functions belongs to the call of a function.</summary>
/// <param name="services">What the host is made of.</param>
/// <param name="options">Settings of the app.</param>
public sealed class DispatcherFactory(StudyServices services, AppOptions options)
{
    /// <summary>A dispatcher for the call of a function.</summary>
    public StudyDispatcher For(DurableTaskClient client) => new(services, new DurableEngine(client)) { TimeLimit = options.TimeLimit, StudiesAtOnce = options.StudiesAtOnce };
}
