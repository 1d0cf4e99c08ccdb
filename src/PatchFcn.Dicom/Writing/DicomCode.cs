using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Writing;

/// <summary>A coded concept (PS3.3 8).</summary>
/// <param name="Value">The code, at most 16 characters.</param>
/// <param name="Scheme">Coding scheme (PS3.16 8): <c>SCT</c>, <c>DCM</c>, <c>UCUM</c>…</param>
/// <param name="Meaning">What it means, at most 64 characters.</param>
public readonly record struct DicomCode(string Value, string Scheme, string Meaning)
{
    /// <summary>A concept of the standard itself (PS3.16 D).</summary>
    public static DicomCode Dcm(string value, string meaning) => new(value, "DCM", meaning);

    /// <summary>A concept of SNOMED CT.</summary>
    public static DicomCode Sct(string value, string meaning) => new(value, "SCT", meaning);

    /// <summary>The code as the item of a code sequence.</summary>
    public DicomDataSet ToItem() => new DicomDataSet()
        .SetText(DicomTags.CodeValue, Value)
        .SetText(DicomTags.CodingSchemeDesignator, Scheme)
        .SetText(DicomTags.CodeMeaning, Meaning);
}
