namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>A file on disk.</summary>
internal sealed record DiskFile(string Path, string Name, long? Length) : IStudyFile
{
    /// <summary>A file named by the user; a link is followed.</summary>
    public static DiskFile At(string path) => new(path, System.IO.Path.GetFileName(path), new FileInfo(path).Length);

    /// <summary>A file without length is not opened: devices and pipes have none, and reading them may never end.</summary>
    public UploadEntry ToEntry() => new(this, Length == 0 ? ReadingCatalogue.Files.Empty : null);

    // The reader asks for large pieces: a buffer in between would only copy them once more.
    public Stream OpenRead() =>
        new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
