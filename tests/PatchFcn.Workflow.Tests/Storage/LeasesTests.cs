using Azure.Storage.Blobs;
using PatchFcn.Testing;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Storage;

/// <summary>R91: a name belongs to one host at a time.</summary>
public sealed class LeasesTests(Azurite azurite) : IDisposable
{
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

    private async Task<ILeases> OpenAsync(string kind)
    {
        if (kind == "folder")
            return new FolderLeases(_root);
        var container = new BlobContainerClient(azurite.Require(), "leases");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        return new BlobLeases(container);
    }
}
