namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>One line of an upload's listing.</summary>
/// <param name="File">The file.</param>
/// <param name="Unopened">Why the file is not to be opened; null where it is.</param>
public sealed record UploadEntry(IStudyFile File, ReadingReason? Unopened = null);
