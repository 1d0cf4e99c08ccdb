namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>A file on disk.</summary>
internal sealed record DiskFile(string Path, string Name, long? Length) : IStudyFile
{
    // The reader asks for large pieces: a buffer in between would only copy them once more.
    public Stream OpenRead() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
