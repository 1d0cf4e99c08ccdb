namespace PatchFcn.Workflow.Tests;

/// <summary>A clock that is ahead of others, and may be put forward while it is read.</summary>
internal sealed class SetClock(TimeSpan ahead = default) : TimeProvider
{
    private long _ahead = ahead.Ticks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
}
