using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using PatchFcn.Testing;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Artifacts;

/// <summary>R90: what every store does, wherever it keeps its bytes.</summary>
public sealed class ArtifactStoreTests(Azurite azurite) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public static TheoryData<string> Kinds => ["folder", "memory", "blobs"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OpenReadAsync_Range_ReadsFromThere(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteAsync("a/b.bin", stream => stream.Write([1, 2, 3, 4]), Cancellation);

        await using var stream = await store.OpenReadAsync("a/b.bin", 2, 1, Cancellation);

        Assert.Equal(3, stream.ReadByte());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OpenReadAsync_NothingThere_Throws(string kind)
    {
        var store = await OpenAsync(kind);

        await Assert.ThrowsAsync<FileNotFoundException>(() => store.OpenReadAsync("a/b/c", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TryCreateAsync_ManyAtOnce_ExactlyOneSucceeds(string kind)
    {
        var store = await OpenAsync(kind);

        for (var round = 0; round < 20; round++)
        {
            var path = $"marks/{round}.json";

            var created = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => store.TryCreateJsonAsync(path, new Mark(i), Cancellation))));

            Assert.Single(created, it => it);
            var kept = await store.ReadJsonAsync<Mark>(path, Cancellation);
            Assert.True(created[kept!.Writer]);
        }
    }

    /// <summary>The client asks again, and finds what its first request has written.</summary>
    [Fact]
    public async Task TryCreateAsync_AnswerIsLost_SucceedsAllTheSameAndOnce()
    {
        var lossy = new LosesTheFirstAnswer();
        var options = new BlobClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        options.AddPolicy(lossy, HttpPipelinePosition.PerRetry);
        var container = new BlobContainerClient(azurite.Require(), "c" + Guid.NewGuid().ToString("N"), options);
        await container.CreateAsync(cancellationToken: Cancellation);
        var store = new BlobArtifactStore(container);

        Assert.True(await store.TryCreateJsonAsync("a.json", new Mark(1), Cancellation));
        Assert.False(await store.TryCreateJsonAsync("a.json", new Mark(1), Cancellation));

        Assert.Equal(1, lossy.Lost);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WriteAsync_WriterFails_KeepsWhatWasThere(string kind)
    {
        var store = await OpenAsync(kind);
        await store.WriteJsonAsync("a.json", new Mark(1), Cancellation);

        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("a.json", (stream, _) =>
        {
            stream.WriteByte(7);
            throw new IOException("disk full");
        }, Cancellation));

        Assert.Equal(new Mark(1), await store.ReadJsonAsync<Mark>("a.json", Cancellation));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ListAsync_Folder_ListsWhatIsBelowInOrder(string kind)
    {
        var store = await OpenAsync(kind);
        foreach (var path in new[] { "b/2", "b/1/x", "bb/3", "a" })
            await store.WriteJsonAsync(path, new Mark(0), Cancellation);

        Assert.Equal(["b/1/x", "b/2"], await ListAsync(store, "b"));
        Assert.Equal(["a", "b/1/x", "b/2", "bb/3"], await ListAsync(store, ""));
        Assert.Empty(await ListAsync(store, "c"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task DeleteBelowAsync_Folder_LeavesTheRest(string kind)
    {
        var store = await OpenAsync(kind);
        foreach (var path in new[] { "b/2", "b/1/x", "bb/3" })
            await store.WriteJsonAsync(path, new Mark(0), Cancellation);

        await store.DeleteBelowAsync("b", Cancellation);
        await store.DeleteAsync("b/2", Cancellation);

        Assert.Equal(["bb/3"], await ListAsync(store, ""));
    }

    private static async Task<List<string>> ListAsync(IArtifactStore store, string folder) =>
        await store.ListAsync(folder, Cancellation).Select(artifact => artifact.Path).ToListAsync(Cancellation);

    private async Task<IArtifactStore> OpenAsync(string kind)
    {
        if (kind == "folder")
            return new FolderArtifactStore(_root);
        if (kind == "memory")
            return new MemoryArtifactStore();
        var container = new BlobContainerClient(azurite.Require(), "c" + Guid.NewGuid().ToString("N"));
        await container.CreateAsync(cancellationToken: Cancellation);
        return new BlobArtifactStore(container);
    }

    private sealed record Mark(int Writer);

    /// <summary>A network that breaks off after the service has written a blob.</summary>
    private sealed class LosesTheFirstAnswer : HttpPipelineSynchronousPolicy
    {
        public int Lost { get; private set; }

        public override void OnReceivedResponse(HttpMessage message)
        {
            if (Lost > 0 || message.Response.Status != 201 || !message.Request.Uri.Path.EndsWith("a.json", StringComparison.Ordinal))
                return;
            Lost++;
            throw new IOException("The connection was closed.");
        }
    }
}
