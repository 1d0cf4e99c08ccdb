namespace PatchFcn.Dicom.Codecs;

/// <summary>What a file says before its pixel data.</summary>
/// <param name="DataSet">The data elements before the pixel data, file meta information left out.</param>
/// <param name="HasPixelData">Whether pixel data follows.</param>
public sealed record DicomHeader(DicomDataSet DataSet, bool HasPixelData);
