namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>One file of an upload, wherever it is kept. Safe for concurrent use; it may be opened more than once.</summary>
public interface IStudyFile
{
    /// <summary>
    /// Path within the upload, with forward slashes. It may identify a patient: it is never shown, see <see cref="LedgerName"/>.
    /// </summary>
    string Name { get; }

    /// <summary>Length in bytes as announced, which need not be true; null when unknown.</summary>
    long? Length { get; }

    /// <summary>
    /// Opens the content for reading from its start. The stream need not be seekable. Exceptions other than those named here are no problem of the file: they end the reading of the upload.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidDataException">The archive that holds the file is damaged.</exception>
    Stream OpenRead();
}
