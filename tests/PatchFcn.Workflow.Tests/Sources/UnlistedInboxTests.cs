using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R6, R160: the names of uploads may be those of patients, and what goes wrong when they are listed is logged.</summary>
public sealed class UnlistedInboxTests : IDisposable
{
    private const string Name = "Zqfamily_Zqgiven";

    /// <summary>Two of them are longer than any path that the system takes.</summary>
    private const int DeepBytes = 3000;

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Inbox => Path.Combine(_root, Name);

    public UnlistedInboxTests() => Directory.CreateDirectory(Inbox);

    /// <summary>Stands for whatever a system may say of a folder: its message names it.</summary>
    [Fact]
    public async Task ListAsync_FolderThatCannotBeRead_FailsWithoutItsName()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Other systems take other paths.");
            return;
        }
        var (above, below) = (Deep(Inbox), Deep(Path.Combine(_root, "below")));
        Directory.Move(Path.Combine(_root, "below"), Path.Combine(above, "below"));
        try
        {
            var problem = await Assert.ThrowsAsync<InboxException>(async () => await new FolderInbox(Inbox).ListAsync("", Cancellation).ToListAsync(Cancellation));

            Assert.DoesNotContain(Name, $"{problem}", StringComparison.Ordinal);
            Assert.Equal("The uploads cannot be listed: PathTooLongException.", problem.Message);
        }
        finally
        {
            Directory.Move(Path.Combine(above, "below"), Path.Combine(_root, "below"));
        }
        Assert.True(Directory.Exists(below));
    }

    /// <summary>Where one upload is taken away in the midst of it, the others are listed.</summary>
    [Fact]
    public async Task ListAsync_UploadsAreTakenAwayMeanwhile_ListsTheOthers()
    {
        for (var upload = 0; upload < 400; upload++)
            Write(Path.Combine(Inbox, $"{upload}.zip"));
        Write(Path.Combine(_root, "moving.zip"));
        using var stop = new CancellationTokenSource();
        var moving = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                File.Move(Path.Combine(_root, "moving.zip"), Path.Combine(Inbox, "moving.zip"));
                File.Move(Path.Combine(Inbox, "moving.zip"), Path.Combine(_root, "moving.zip"));
            }
        }, Cancellation);

        for (var look = 0; look < 200; look++)
            Assert.InRange(await new FolderInbox(Inbox).ListAsync("", Cancellation).CountAsync(Cancellation), 400, 401);

        await stop.CancelAsync();
        await moving;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Deep(string folder)
    {
        for (var bytes = 0; bytes < DeepBytes; bytes += 201)
            folder = Path.Combine(folder, new string('d', 200));
        return Directory.CreateDirectory(folder).FullName;
    }

    private static void Write(string file)
    {
        File.WriteAllText(file, "PK");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
    }
}
