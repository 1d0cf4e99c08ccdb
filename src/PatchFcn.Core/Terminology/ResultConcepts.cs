namespace PatchFcn.Core.Terminology;

/// <summary>The concepts that every record of a result speaks in, be it a DICOM document or a FHIR resource: a measure has one code wherever it goes.</summary>
public static class ResultConcepts
{
    /// <summary>The modality.</summary>
    public static CodedConcept Ct { get; } = CodedConcept.Dcm("CT", "Computed Tomography");

    /// <summary>What was found.</summary>
    public static CodedConcept Finding { get; } = CodedConcept.Dcm("121071", "Finding");

    /// <summary>The score of a study, as the certainty of all that is said of it.</summary>
    public static CodedConcept CertaintyOfImpression { get; } = CodedConcept.Dcm("111013", "Certainty of Impression");

    /// <summary>A volume.</summary>
    public static CodedConcept Volume { get; } = CodedConcept.Sct("118565006", "Volume");

    /// <summary>The longest diameter.</summary>
    public static CodedConcept LongAxis { get; } = CodedConcept.Sct("103339001", "Long axis");

    /// <summary>The thickness.</summary>
    public static CodedConcept Width { get; } = CodedConcept.Sct("103355008", "Width");

    /// <summary>The side, as an attribute of where something is.</summary>
    public static CodedConcept Laterality { get; } = CodedConcept.Sct("272741003", "Laterality");

    /// <summary>The patient's left.</summary>
    public static CodedConcept Left { get; } = CodedConcept.Sct("7771000", "Left");

    /// <summary>The patient's right.</summary>
    public static CodedConcept Right { get; } = CodedConcept.Sct("24028007", "Right");
}
