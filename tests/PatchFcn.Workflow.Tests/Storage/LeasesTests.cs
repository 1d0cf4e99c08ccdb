using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Testing;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Storage;

/// <summary>R91: a name belongs to one host at a time.</summary>
public sealed class LeasesTests(Azurite azurite) : IDisposable
{
    /// <summary>For what comes at once; a busy machine may need some of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task TryTakeAsync_ManyHosts_OneHasItUntilItGivesItBack(string kind)
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(kind)));

        var taken = await Task.WhenAll(hosts.Select(host => host.TryTakeAsync("study", Cancellation)));
        var held = Assert.Single(taken, lease => lease is not null);
        await using var other = await hosts[0].TryTakeAsync("another", Cancellation);
        await held!.DisposeAsync();
        await using var again = await hosts[^1].TryTakeAsync("study", Cancellation);

        Assert.NotNull(other);
        Assert.NotNull(again);
        Assert.False(again.Lost.IsCancellationRequested);
    }

    /// <summary>R252: by itself the client would wait for minutes, while another host has taken the name.</summary>
    [Fact]
    public async Task Lost_RenewalHangs_IsSaidWhenTheLeaseEnds()
    {
        var (options, renewals, clock) = (new BlobClientOptions(), new HangingRenewals(), new HandClock());
        options.AddPolicy(renewals, HttpPipelinePosition.PerCall);
        var leases = await OpenBlobsAsync(options, clock);
        await using var lease = await leases.TryTakeAsync("hanging", Cancellation);
        clock.Advance(BlobLease.RenewEvery);
        await renewals.Begun.WaitAsync(Patience, Cancellation);

        clock.Advance(BlobLease.Duration - BlobLease.RenewEvery - TimeSpan.FromTicks(1));
        Assert.False(lease!.Lost.IsCancellationRequested);
        clock.Advance(TimeSpan.FromTicks(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Patience, lease.Lost));
    }

    /// <summary>R255: two empty files or blobs for every upload would otherwise stay for ever.</summary>
    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task PurgeAsync_LeasesThatWereGivenBack_AreGoneAndMayBeTakenAgain(string kind)
    {
        var storage = kind == "folder" ? StudyStorage.OpenFolder(_root) : await StudyStorage.OpenAsync(new BlobServiceClient(azurite.Require()), Cancellation, "tidy-");
        using var services = new StudyServices(PhantomStudy.Settings, storage, [], new AlertPolicy(), new StudyReader(new BuiltInCodec()), 1, TimeProvider.System);
        await (await storage.Leases.TryTakeAsync("given", Cancellation))!.DisposeAsync();
        await using var held = await storage.Leases.TryTakeAsync("held", Cancellation);
        var chores = new HostChores(services, "host");

        await chores.PurgeAsync(TimeSpan.FromHours(1), Cancellation);
        Assert.Equal(["_leases/given", "_leases/held"], await ListAsync());

        await chores.PurgeAsync(TimeSpan.FromHours(-1), Cancellation);
        Assert.Equal(["_leases/held"], await ListAsync());
        Assert.Null(await storage.Leases.TryTakeAsync("held", Cancellation));
        await using var again = await storage.Leases.TryTakeAsync("given", Cancellation);
        Assert.NotNull(again);

        async Task<List<string>> ListAsync() => await storage.Work.ListAsync("_leases", Cancellation).Select(it => it.Path.Replace(".lock", "", StringComparison.Ordinal)).Order().ToListAsync(Cancellation);
    }

    /// <summary>R91, R255: hosts that take a name all the time beside one that tidies up.</summary>
    [Fact]
    public async Task TidyUpAsync_WhileOthersTakeTheName_OneHasItAtATime()
    {
        const int enough = 50, most = 1_000_000;
        var (leases, holders, taken, deleted, shared) = (new FolderLeases(_root), 0, 0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(TakeAsync, Cancellation)).Append(Task.Run(TidyUpAsync, Cancellation)));

        Assert.Equal(0, shared);
        Assert.InRange(deleted, enough, most);

        async Task TakeAsync()
        {
            while (IsOn())
            {
                if (await leases.TryTakeAsync("name", Cancellation) is not { } lease)
                    continue;
                if (Interlocked.Increment(ref holders) > 1)
                    Interlocked.Increment(ref shared);
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref holders);
                await lease.DisposeAsync();
            }
        }

        async Task TidyUpAsync()
        {
            for (var made = DateTime.MinValue; IsOn();)
            {
                await leases.TidyUpAsync(DateTimeOffset.UtcNow.AddMilliseconds(-20), Cancellation); // older than a tick of the file system's clock
                if (File.GetLastWriteTimeUtc(Path.Combine(_root, "name.lock")) is var now && now > made)
                    (made, deleted) = (now, deleted + 1);
            }
        }

        bool IsOn() => Volatile.Read(ref shared) == 0 && Volatile.Read(ref deleted) < enough && Volatile.Read(ref taken) < most;
    }

    private async Task<ILeases> OpenAsync(string kind) => kind == "folder" ? new FolderLeases(_root) : await OpenBlobsAsync(new BlobClientOptions(), TimeProvider.System);

    private async Task<ILeases> OpenBlobsAsync(BlobClientOptions options, TimeProvider clock)
    {
        var container = new BlobContainerClient(azurite.Require(), "leases", options);
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return new BlobLeases(container, clock);
    }

    /// <summary>A storage that takes every renewal and never answers.</summary>
    private sealed class HangingRenewals : HttpPipelinePolicy
    {
        private readonly TaskCompletionSource _begun = new();

        public Task Begun => _begun.Task;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Headers.TryGetValue("x-ms-lease-action", out var action) && action == "renew")
            {
                _begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, message.CancellationToken);
            }
            await ProcessNextAsync(message, pipeline);
        }
    }
}
