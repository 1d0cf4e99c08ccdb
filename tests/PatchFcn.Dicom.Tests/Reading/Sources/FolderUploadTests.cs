using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading.Sources;

public sealed class FolderUploadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FolderWithFolders_ListsAllFilesByName()
    {
        Write("B/I2");
        Write("A/I1");
        Write(".hidden");

        using var upload = StudyUpload.Open([_folder.Path]);

        Assert.Equal([".hidden", "A/I1", "B/I2"], upload.Entries.Select(entry => entry.File.Name));
    }

    [Fact]
    public void Open_Links_AreListedAndNotFollowed()
    {
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.Locate("secret"), "secret");
        File.CreateSymbolicLink(_folder.Locate("file"), elsewhere.Locate("secret"));
        Directory.CreateSymbolicLink(_folder.Locate("folder"), elsewhere.Path);
        Directory.CreateSymbolicLink(_folder.Locate("loop"), _folder.Path);

        using var upload = StudyUpload.Open([_folder.Path]);

        Assert.Equal(["file", "folder", "loop"], upload.Entries.Select(entry => entry.File.Name));
        Assert.All(Ingest.Read(upload).Ledger, entry => Assert.Equal(("symbolicLink", null), (entry.Reason, entry.Sha256)));
    }

    [Fact]
    public void Open_DeviceAmongTheFiles_IsNotOpened()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "needs /dev/zero");

        using var upload = StudyUpload.Open(["/dev/zero"]);

        Assert.Equal("empty", Assert.Single(Ingest.Read(upload).Ledger).Reason);
    }

    /// <summary>R1.</summary>
    [Fact]
    public void Open_FolderZipAndFileTogether_AreOneUpload()
    {
        var files = new HeadSeries().Files().Cast<MemoryFile>().ToList();
        Write("folder/I1", files[0].Content);
        Write("study.zip", ZipMaker.Pack(files.Skip(2)));
        Write("I2", files[1].Content);

        using var upload = StudyUpload.Open([_folder.Locate("folder"), _folder.Locate("study.zip"), _folder.Locate("I2")]);

        Assert.Equal(28, Ingest.Read(upload).Series!.Slices.Count);
    }

    [Fact]
    public void Open_ZipWithoutItsExtension_IsRecognisedByContent()
    {
        Write("upload", ZipMaker.Pack(new HeadSeries().Files()));

        using var upload = StudyUpload.Open([_folder.Locate("upload")]);

        Assert.NotNull(Ingest.Read(upload).Series);
    }

    [Fact]
    public void Open_PathThatDoesNotExist_Throws() =>
        Assert.Throws<FileNotFoundException>(() => StudyUpload.Open([_folder.Locate("absent")]));

    private void Write(string name, byte[]? content = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Locate(name))!);
        File.WriteAllBytes(_folder.Locate(name), content ?? [1]);
    }
}
