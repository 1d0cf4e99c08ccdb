using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

public sealed class RecentlyUsedTests
{
    private readonly RecentlyUsed<string> _recent = new(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>R259: a study that is stopped while it is read still ends with a report, which needs what is being read.</summary>
    [Fact]
    public async Task GetAsync_FirstWhoAsksIsCancelled_OthersGetIt()
    {
        var (goOn, made) = (new TaskCompletionSource(), 0);
        async Task<string> MakeAsync(CancellationToken cancellation)
        {
            made++;
            await goOn.Task.WaitAsync(cancellation);
            return "made";
        }
        using var first = new CancellationTokenSource();
        var (cancelled, other) = (_recent.GetAsync("key", MakeAsync, first.Token), _recent.GetAsync("key", MakeAsync, Cancellation));

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        goOn.SetResult();

        Assert.Equal(("made", 1), (await other, made));
    }

    [Fact]
    public async Task GetAsync_MakingItFailed_IsMadeAgain()
    {
        await Assert.ThrowsAsync<IOException>(() => _recent.GetAsync("key", _ => throw new IOException(), Cancellation));

        Assert.Equal("made", await _recent.GetAsync("key", _ => Task.FromResult("made"), Cancellation));
    }

    [Fact]
    public async Task GetAsync_MoreThanItKeeps_ForgetsWhatWasUsedLeastRecently()
    {
        foreach (var key in new[] { "a", "b", "a", "c" })
            await _recent.GetAsync(key, _ => Task.FromResult(key), Cancellation);

        Assert.Equal("a", await _recent.GetAsync("a", _ => Task.FromResult("new"), Cancellation));
        Assert.Equal("new", await _recent.GetAsync("b", _ => Task.FromResult("new"), Cancellation));
    }
}
