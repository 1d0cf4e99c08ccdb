namespace PatchFcn.Core.Terminology;

/// <summary>A coded concept (DICOM PS3.3 8; a <c>Coding</c> of FHIR).</summary>
/// <param name="Code">The code, at most 16 characters.</param>
/// <param name="Scheme">Coding scheme by its DICOM designator (PS3.16 8): <c>SCT</c>, <c>DCM</c>, <c>UCUM</c>…</param>
/// <param name="Meaning">What it means, at most 64 characters.</param>
public readonly record struct CodedConcept(string Code, string Scheme, string Meaning)
{
    /// <summary>A concept of DICOM itself (PS3.16 D).</summary>
    public static CodedConcept Dcm(string code, string meaning) => new(code, "DCM", meaning);

    /// <summary>A concept of SNOMED CT.</summary>
    public static CodedConcept Sct(string code, string meaning) => new(code, "SCT", meaning);
}
