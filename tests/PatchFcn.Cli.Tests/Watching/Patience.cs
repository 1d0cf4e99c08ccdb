using System.Diagnostics;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>Waits for what a process does in its own time.</summary>
internal static class Patience
{
    /// <summary>Reads again and again until what is read is as it should be.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> read, Predicate<T> holds)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            var value = await read();
            if (holds(value))
                return value;
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(20), "It takes too long.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
