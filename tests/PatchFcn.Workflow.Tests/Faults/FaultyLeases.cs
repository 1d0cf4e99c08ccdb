using System.Collections.Concurrent;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>Leases in this process, some of which are lost while they are held.</summary>
/// <param name="held">Who has what, for all hosts.</param>
/// <param name="plan">What goes wrong.</param>
internal sealed class FaultyLeases(ConcurrentDictionary<string, object> held, FaultPlan plan) : ILeases
{
    /// <summary>Share of leases that are to be lost, unless they are given back before.</summary>
    private const double Lost = 0.2;

    private const int LongestHeldMs = 400;
    private const int LongestUnawareMs = 100;

    public Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation) => plan.RunAsync(
        () =>
        {
            var lease = new Held(held, name);
            if (!held.TryAdd(name, lease))
                return Task.FromResult<ILease?>(null);
            if (plan.Decides(Lost))
                _ = lease.LoseAsync(plan);
            return Task.FromResult<ILease?>(lease);
        },
        Fault.Latency, Fault.Refused, Fault.OutOfReach, Fault.TimedOut, Fault.KilledBefore);

    private sealed class Held(ConcurrentDictionary<string, object> held, string name) : ILease
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken Lost => _lost.Token;

        public async Task LoseAsync(FaultPlan plan)
        {
            await Task.Delay(plan.Draw(LongestHeldMs));
            if (!LetGo())
                return;
            plan.Count(Fault.LeaseLost);
            await Task.Delay(plan.Draw(LongestUnawareMs));
            await _lost.CancelAsync();
        }

        public ValueTask DisposeAsync()
        {
            LetGo();
            return ValueTask.CompletedTask;
        }

        /// <summary>Another may have it by now.</summary>
        private bool LetGo() => held.TryRemove(KeyValuePair.Create<string, object>(name, this));
    }
}
