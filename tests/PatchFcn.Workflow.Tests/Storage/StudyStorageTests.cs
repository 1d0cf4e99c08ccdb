using PatchFcn.Core;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Storage;

/// <summary>R169: the watermark of free disk.</summary>
public sealed class StudyStorageTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    [Fact]
    public void FreeBytesOf_FolderOnADrive_IsKnown() => Assert.True(StudyStorage.FreeBytesOf(Path.GetTempPath()) > 0);

    /// <summary>A share of Windows is none either; the first name is on no drive of any system.</summary>
    [Theory]
    [InlineData("\0")]
    [InlineData("no-such-folder")]
    public void FreeBytesOf_FolderOnNoDrive_IsNotKnown(string folder) => Assert.Null(StudyStorage.FreeBytesOf(folder));

    /// <summary>R388.</summary>
    [Fact]
    public async Task WithWorkIn_AnArtifact_LiesInThatFolderAlone()
    {
        var (storage, folder) = (StudyStorage.OpenFolder(Path.Combine(_root, "storage")), Path.Combine(_root, "work"));

        await storage.WithWorkIn(folder).Work.WriteJsonAsync("a/b.json", "brain", TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(folder, "patchfcn-work", "a", "b.json")));
        Assert.Null(await storage.Work.ReadJsonAsync<string>("a/b.json", TestContext.Current.CancellationToken));
    }

    /// <summary>R388: it will hold brain, whoever made it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WithWorkIn_AnyFolder_IsItsOwnersAlone(bool isThere)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }
        var folder = Path.Combine(_root, "of the host", "patchfcn-work");
        if (isThere)
            Directory.CreateDirectory(folder);

        StudyStorage.OpenFolder(_root).WithWorkIn(Path.Combine(_root, "of the host"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    /// <summary>R410.</summary>
    [Fact]
    public void FreeBytes_FolderOfTheHostIsGone_IsThatOfTheStorage()
    {
        var storage = StudyStorage.OpenFolder(Path.Combine(_root, "storage")).WithWorkIn(Path.Combine(_root, "of the host"));
        Directory.Delete(Path.Combine(_root, "of the host"), recursive: true);

        Assert.True(storage.FreeBytes() > 0);
    }

    /// <summary>R410.</summary>
    [Fact]
    public async Task WriteAsync_FolderOfTheHostIsGone_IsMadeForItsOwnerAloneAgain()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }
        var (storage, folder) = (StudyStorage.OpenFolder(_root).WithWorkIn(Path.Combine(_root, "of the host")), Path.Combine(_root, "of the host", "patchfcn-work"));
        Directory.Delete(folder);

        await storage.Work.WriteJsonAsync("a/b.json", "brain", TestContext.Current.CancellationToken);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void WithWorkIn_AFile_IsRefused()
    {
        var file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");

        Assert.Throws<UsageException>(() => StudyStorage.OpenFolder(_root).WithWorkIn(file));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
