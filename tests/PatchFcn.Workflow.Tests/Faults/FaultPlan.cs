using System.Collections.Concurrent;
using Azure;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>Decides by a seed what goes wrong when. One for each life of a host.</summary>
/// <param name="seed">The same seed asks for the same faults; which operation meets them depends on how steps run side by side.</param>
/// <param name="rate">Share of operations that meet one.</param>
/// <param name="counts">Where the faults are counted.</param>
internal sealed class FaultPlan(int seed, double rate, ConcurrentDictionary<Fault, int> counts)
{
    private readonly Lock _turn = new();
    private readonly Random _random = new(seed);
    private int _fullFor;

    /// <summary>Nothing goes wrong any more.</summary>
    public bool Calm { get; set; }

    /// <summary>Whether the host is dead.</summary>
    public bool Killed { get; private set; }

    /// <summary>A number below a limit.</summary>
    public int Draw(int limit)
    {
        lock (_turn)
            return _random.Next(limit);
    }

    /// <summary>Whether something happens that there is seldom occasion for: at the rate of operations it hardly ever would.</summary>
    public bool Decides(double share)
    {
        lock (_turn)
            return !Calm && _random.NextDouble() < share;
    }

    /// <summary>Counts a fault that happened.</summary>
    public void Count(Fault fault) => counts.AddOrUpdate(fault, 1, (_, count) => count + 1);

    /// <summary>What happens to an operation.</summary>
    /// <exception cref="HostKilledException">The host is dead.</exception>
    public Fault Next(params ReadOnlySpan<Fault> possible)
    {
        lock (_turn)
        {
            if (Killed)
                throw new HostKilledException();
            if (Calm)
                return Fault.None;
            if (_fullFor > 0 && possible.Contains(Fault.DiskFull))
            {
                _fullFor--;
                return Fault.DiskFull;
            }
            if (_random.NextDouble() >= rate)
                return Fault.None;
            var fault = possible[_random.Next(possible.Length)];
            Count(fault);
            if (fault == Fault.DiskFull)
                _fullFor = _random.Next(1, 20);
            return fault;
        }
    }

    /// <summary>An operation that may meet any of these faults.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> operation, params ReadOnlySpan<Fault> possible) => MeetAsync(Next(possible), operation);

    /// <summary>An operation that meets a fault.</summary>
    public async Task<T> MeetAsync<T>(Fault fault, Func<Task<T>> operation)
    {
        if (fault is Fault.Latency)
            await Task.Delay(1 + Draw(20));
        Throw(fault, before: true);
        var result = await operation();
        Throw(fault, before: false);
        return result;
    }

    private void Throw(Fault fault, bool before)
    {
        Exception? problem = (fault, before) switch
        {
            (Fault.Refused, true) => Draw(2) == 0 ? new RequestFailedException(503, "Injected: the server is busy.") : new UnauthorizedAccessException("Injected: refused."),
            (Fault.OutOfReach, true) => new AggregateException(new RequestFailedException("Injected: connection refused."), new TaskCanceledException("Injected: no answer in time.")),
            (Fault.TimedOut, true) => new TaskCanceledException("Injected: no answer in time."),
            (Fault.DiskFull, true) => new IOException("Injected: no space left on device."),
            (Fault.OutOfMemory or Fault.ScorerOutOfMemory, true) => new OutOfMemoryException("Injected: out of memory."),
            (Fault.AnswerLost, false) => new IOException("Injected: the answer is lost."),
            (Fault.KilledBefore, true) or (Fault.KilledAfter, false) => Kill(),
            _ => null,
        };
        if (problem is not null)
            throw problem;
    }

    private HostKilledException Kill()
    {
        Killed = true;
        return new HostKilledException();
    }
}
