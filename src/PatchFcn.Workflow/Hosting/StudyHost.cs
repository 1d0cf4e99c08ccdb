using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Engine;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// The embedded host: takes up what arrives, delivers events, tells again of what nobody has acknowledged, says that it lives, and tidies up. Several hosts may share one
/// storage. It may be killed at any moment.
/// </summary>
/// <param name="services">What the host is made of.</param>
/// <param name="options">How it works.</param>
/// <param name="log">What it does is told here.</param>
public sealed class StudyHost(StudyServices services, StudyHostOptions options, IHostLog log)
{
    /// <summary>How long it waits after something did not work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly StudyIntake _intake = new(services, options, log);
    private readonly HostChores _chores = new(services, options.Name);

    /// <summary>The uploads at work, by key, and how far each has come.</summary>
    public IReadOnlyDictionary<string, StudyProgress?> Running => _intake.Running;

    /// <summary>The uploads that wait, as far as the host knows.</summary>
    public WaitingStudies Waiting => _intake.Waiting;

    /// <summary>Ends the run of an upload with a report that says so.</summary>
    /// <returns>Whether this host is at it.</returns>
    public bool Stop(string key) => _intake.Stop(key);

    /// <summary>Analyses an upload once more.</summary>
    /// <returns>Whether the upload is still there; nothing is changed where it is gone.</returns>
    public Task<bool> RerunAsync(FinishedStudy study, CancellationToken cancellation) => _intake.RerunAsync(study, cancellation);

    /// <summary>Works until it is cancelled; studies at work are broken off then and taken up again at the next start.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await AuditStartAsync(cancellation);
            await Task.WhenAll(
                EveryAsync("look for studies", TimeSpan.Zero, _intake.LookAsync, cancellation),
                Task.WhenAll(services.Outbox.Queues.Select(queue => EveryAsync("deliver events", TimeSpan.Zero, token => DeliverAsync(queue, token), cancellation))),
                EveryAsync("hand events over", TimeSpan.FromMinutes(1), services.Outbox.TakeOverAsync, cancellation),
                EveryAsync("escalate", options.Sweep, services.Alerts.EscalateAsync, cancellation),
                EveryAsync("send a heartbeat", options.Heartbeat, token => _chores.BeatAsync(_intake.Unfinished, token), cancellation),
                EveryAsync("tidy up", TimeSpan.FromHours(1), token => _chores.PurgeAsync(options.KeepWork, token), cancellation));
        }
        finally
        {
            await _intake.SettleAsync();
        }
    }

    private async Task AuditStartAsync(CancellationToken cancellation)
    {
        try
        {
            var model = services.Model.Manifest;
            await services.Audit.AppendAsync(
                AuditActions.HostStarted, [("software", SoftwareVersion.Current), ("model", model.Name), ("modelVersion", model.Version), ("modelSha256", model.Sha256)], cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A storage out of reach at the start is no reason not to wait for it.
            log.Failed("keep the audit log", problem);
        }
    }

    private async Task EveryAsync(string what, TimeSpan pause, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work(cancellation);
                await Task.Delay(pause, services.Clock, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.Failed(what, problem);
                await Task.Delay(Pause, services.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DeliverAsync(EventQueue queue, CancellationToken cancellation)
    {
        await queue.DeliverAsync(cancellation);
        await queue.WaitAsync(options.Sweep, cancellation);
    }
}
