using System.Diagnostics;
using System.Globalization;
using PatchFcn.Testing;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>
/// R176: far more studies at once than two hosts on one storage can take wait their turn: each is told of once, and memory stays flat. Every study has UIDs, a patient and a place in
/// the results of its own. In CI with a few, and without a look at memory; <c>PATCHFCN_LOAD_STUDIES=1000</c> for the figures of docs/reliability.md.
/// </summary>
public sealed class LoadTests(AnalyzedPhantom phantom) : IDisposable
{
    private const string Final = "patchfcn.study.analyzed";

    private const string Number = "PATCHFCN_LOAD_STUDIES";
    private const int Few = 6;

    /// <summary>Under this number memory has no time to settle.</summary>
    private const int EnoughForMemory = 60;

    /// <summary>What the end may hold of what was held after a third: collections come when they come, but what every study leaves behind adds up.</summary>
    private const double MostGrowth = 1.4;

    private static readonly string[] Dense = ["--grid", "dense"];

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly List<double> _memory = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task TwoHosts_AFewUploadsAtOnce_TellOfEachOnce() => AnalyzeAsync(Few);

    [Fact]
    public async Task TwoHosts_HundredsOfUploadsAtOnce_TellOfEachOnceInFlatMemory()
    {
        var studies = int.Parse(Environment.GetEnvironmentVariable(Number) ?? "0", CultureInfo.InvariantCulture);
        Assert.SkipUnless(studies >= EnoughForMemory, $"{Number} is not {EnoughForMemory} or more: with fewer studies memory has no time to settle.");

        await AnalyzeAsync(studies);

        var (third, end) = (MemoryAt(1.0 / 3), MemoryAt(1));
        Assert.True(end <= MostGrowth * third, $"Memory grew from {third:F0} MB after a third to {end:F0} MB at the end.");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task AnalyzeAsync(int studies)
    {
        using var azurite = Azurite.OnDisk();
        var storage = azurite.Require();
        await using var receiver = new WebhookReceiver();
        await SameImages.UploadAsync(storage, SameImages.Write(phantom.Study, _root, studies), Cancellation);
        var watch = Stopwatch.StartNew();
        using WatchHost first = new(storage, receiver.Address, options: Dense), second = new(storage, receiver.Address, options: Dense);

        var finals = new List<ReceivedEvent>();
        while (finals.Count < studies)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(600 + 10 * studies), $"Only {finals.Count} studies came to their end.");
            await Task.Delay(500, Cancellation);
            _memory.Add(first.MemoryMb + second.MemoryMb);
            finals = Events(receiver, Final);
        }
        var took = watch.Elapsed;

        Assert.Equal(studies, finals.Count);
        foreach (var name in new[] { "instance", "study" })
            Assert.Equal(studies, finals.Select(it => it.Data.GetProperty(name).GetString()).Distinct().Count());
        Say(receiver, studies, took);
    }

    /// <summary>Those of a type; one that came twice, once.</summary>
    private static List<ReceivedEvent> Events(WebhookReceiver receiver, string type) => [.. receiver.Received.Where(it => it.Type == type).DistinctBy(it => it.Id)];

    private void Say(WebhookReceiver receiver, int studies, TimeSpan took)
    {
        var say = TestContext.Current.TestOutputHelper!;
        say.WriteLine($"{studies} studies in {took.TotalSeconds:F0} s, {studies / took.TotalSeconds:F2} a second; memory of both hosts at most {_memory.Max():F0} MB, after a third {MemoryAt(1.0 / 3):F0} MB, at the end {MemoryAt(1):F0} MB");
        foreach (var type in new[] { "patchfcn.study.provisionalFinding", Final })
        {
            var seconds = Events(receiver, type).Select(it => (it.At - it.Data.GetProperty("uploadedUtc").GetDateTimeOffset()).TotalSeconds).Order().ToList();
            if (seconds.Count > 0)
                say.WriteLine($"{type}: {seconds.Count}, p50 {At(seconds, 0.5):F1} s, p95 {At(seconds, 0.95):F1} s, p99 {At(seconds, 0.99):F1} s after the upload");
        }
    }

    /// <summary>Memory of both hosts up to a part of the time: the median of the tenth of the samples before it.</summary>
    private double MemoryAt(double part)
    {
        var (end, length) = ((int)(part * _memory.Count), Math.Max(1, _memory.Count / 10));
        return At([.. _memory.Skip(end - length).Take(length).Order()], 0.5);
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];
}
