namespace PatchFcn.Dicom.Codecs;

/// <summary>One data element with its undecoded value.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Vr">Value representation, two capital letters (PS3.5 6.2).</param>
/// <param name="Value">The value field in little-endian byte order, whatever the file had; empty for a sequence.</param>
/// <param name="Items">The items of a sequence (VR SQ); null for every other VR.</param>
public sealed record DicomElement(DicomTag Tag, string Vr, ReadOnlyMemory<byte> Value, IReadOnlyList<DicomDataSet>? Items = null);
