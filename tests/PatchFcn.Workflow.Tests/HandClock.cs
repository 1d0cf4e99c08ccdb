namespace PatchFcn.Workflow.Tests;

/// <summary>A clock that stands still until it is put forward; pauses by it end then, and not before.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(50);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <summary>Puts it forward; what is due by then rings before this returns.</summary>
    public void Advance(TimeSpan time)
    {
        List<Alarm> due;
        lock (_lock)
        {
            _now += time;
            due = [.. _alarms.Where(it => it.Due <= _now)];
            _alarms.RemoveAll(due.Contains);
        }
        due.ForEach(it => it.Ring());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    private sealed class Alarm(HandClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._alarms.Add(this);
                }
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
