using Azure.Storage.Blobs;
using PatchFcn.Testing;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R167 and R190: an inbox hands out what lies in it, whatever its time, and nothing that a link in it points to.</summary>
public sealed class InboxTests(Azurite azurite) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAsync_Links_AreNotFollowed()
    {
        var (inside, outside) = (Directory.CreateDirectory(Path.Combine(_root, "studies")).FullName, Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName);
        Write(Path.Combine(inside, "mine.zip"));
        Write(Path.Combine(outside, "secret.zip"));
        File.CreateSymbolicLink(Path.Combine(inside, "file.zip"), Path.Combine(outside, "secret.zip"));
        Directory.CreateSymbolicLink(Path.Combine(inside, "folder"), outside);
        Directory.CreateSymbolicLink(Path.Combine(inside, "loop"), inside);

        var found = await new FolderInbox(inside).ListAsync("", Cancellation).Select(arrival => arrival.Name).ToListAsync(Cancellation);

        Assert.Equal(["mine.zip"], found);
    }

    [Fact]
    public async Task ListAsync_TimeFarInTheFuture_HasArrivedByNow()
    {
        Write(Path.Combine(_root, "tomorrow.zip"), TimeSpan.FromDays(-1));

        var found = await new FolderInbox(_root).ListAsync("", Cancellation).SingleAsync(Cancellation);

        Assert.InRange(found.ArrivedUtc!.Value, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow);
    }

    /// <summary>A file server whose clock is a little ahead: the file may still be copied.</summary>
    [Fact]
    public async Task ListAsync_TimeALittleInTheFuture_IsLeftToSettle()
    {
        Write(Path.Combine(_root, "ahead.zip"), TimeSpan.FromSeconds(-30));

        Assert.Empty(await new FolderInbox(_root).ListAsync("", Cancellation).ToListAsync(Cancellation));
    }

    /// <summary>R254: the same files are the same study, wherever they lie.</summary>
    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task OpenAsync_ClosedPrefix_HoldsEveryFileButItsMarker(string kind)
    {
        var inbox = await FilledAsync(kind, ["head/1.dcm", "head/sub/_complete", "head/_complete"]);

        using var upload = await inbox.OpenAsync("1-1/head/", Cancellation);

        Assert.Equal(["1.dcm", "sub/_complete"], upload.Entries.Select(entry => entry.File.Name));
    }

    /// <summary>R315: an event about a zip means what a sweep would find, whatever closed prefix it lies below.</summary>
    [Theory]
    [InlineData("folder")]
    [InlineData("blobs")]
    public async Task ListAnnouncedAsync_ZipBelowAClosedPrefix_IsNoStudyOfItsOwn(string kind)
    {
        var inbox = await FilledAsync(kind, ["open/a.zip", "closed/1.dcm", "closed/a.zip", "closed/sub/b.zip", "closed/_complete", "c.zip"]);

        async Task<string[]> HeardAsync(string file) => [.. (await inbox.ListAnnouncedAsync(file, Cancellation)).Select(arrival => arrival.Name)];

        Assert.Equal(["c.zip"], await HeardAsync("c.zip"));
        Assert.Equal(["open/a.zip"], await HeardAsync("open/a.zip"));
        Assert.Equal(["closed/"], await HeardAsync("closed/_complete"));
        Assert.Empty(await HeardAsync("closed/a.zip"));
        Assert.Empty(await HeardAsync("closed/sub/b.zip"));
    }

    [Theory]
    [InlineData("1-1/../elsewhere/secret.zip")]
    [InlineData("1-1//etc/passwd")]
    public async Task OpenAsync_NameThatLeadsOut_Throws(string reference) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new FolderInbox(_root).OpenAsync(reference, Cancellation));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<IStudyInbox> FilledAsync(string kind, string[] files)
    {
        if (kind == "folder")
        {
            foreach (var file in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
                Write(Path.Combine(_root, file));
            }
            return new FolderInbox(_root);
        }
        var container = new BlobContainerClient(azurite.Require(), Guid.NewGuid().ToString("N"));
        await container.CreateAsync(cancellationToken: Cancellation);
        foreach (var file in files)
            await container.GetBlobClient(file).UploadAsync(new BinaryData("PK"), Cancellation);
        return new BlobInbox(container);
    }

    private static void Write(string file) => Write(file, TimeSpan.FromMinutes(1));

    private static void Write(string file, TimeSpan age)
    {
        File.WriteAllText(file, "PK");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - age);
    }
}
