using PatchFcn.Core;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Artifacts;

public sealed class FolderArtifactStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/outside")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("a/b\n")]
    [InlineData("")]
    [InlineData("C:/outside")]
    public async Task WriteAsync_PathThatLeavesTheStore_Throws(string path)
    {
        var store = new FolderArtifactStore(_root);

        await Assert.ThrowsAsync<UsageException>(() => store.WriteAsync(path, (_, _) => Task.CompletedTask, Cancellation));
    }

    /// <summary>R179: such a name was an error of the inside; a fuzzer found it.</summary>
    [Fact]
    public async Task OpenReadAsync_NameTooLongForTheDisk_IsNoArtifact() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new FolderArtifactStore(_root).OpenReadAsync(new string('a', 300), 0, null, Cancellation));

    [Fact]
    public async Task WriteAsync_WriterFails_LeavesNothingBehind()
    {
        var store = new FolderArtifactStore(_root);

        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("a/b", (_, _) => throw new IOException("disk full"), Cancellation));

        Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task WriteAsync_WriterFails_KeepsTheOlderArtifact()
    {
        var store = new FolderArtifactStore(_root);
        await store.WriteAsync("a", (stream, token) => stream.WriteAsync(new byte[] { 1 }, token).AsTask(), Cancellation);

        await Assert.ThrowsAsync<IOException>(() => store.WriteAsync("a", (_, _) => throw new IOException("disk full"), Cancellation));

        Assert.Equal([1], await File.ReadAllBytesAsync(Path.Combine(_root, "a"), Cancellation));
    }

    /// <summary>R285: a host was killed while it wrote.</summary>
    [Fact]
    public async Task TidyUpAsync_HalfOfAFile_IsDeletedWhenItIsOld()
    {
        var store = new FolderArtifactStore(_root);
        await store.TryCreateAsync("kept", (_, _) => Task.CompletedTask, Cancellation);
        foreach (var (file, age) in new[] { ("work/stripped.bin.0.part", 2), (".patients/a.json.0.part", 2), ("new.0.part", 0), ("kept", 2), (".creating.part", 2) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            await File.AppendAllTextAsync(Path.Combine(_root, file), "half", Cancellation);
            File.SetLastWriteTimeUtc(Path.Combine(_root, file), DateTime.UtcNow.AddHours(-age));
        }

        await store.TidyUpAsync(DateTimeOffset.UtcNow.AddHours(-1), Cancellation);

        Assert.Equal([".creating.part", "kept", "new.0.part"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task OpenReadAsync_Offset_StartsThere()
    {
        var store = new FolderArtifactStore(_root);
        await store.WriteAsync("a", (stream, token) => stream.WriteAsync(new byte[] { 1, 2, 3 }, token).AsTask(), Cancellation);

        await using var stream = await store.OpenReadAsync("a", 2, null, Cancellation);

        Assert.Equal(3, stream.ReadByte());
    }

    [Fact]
    public async Task OpenReadAsync_NoSuchArtifact_Throws() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => new FolderArtifactStore(_root).OpenReadAsync("a", 0, null, Cancellation));
}
