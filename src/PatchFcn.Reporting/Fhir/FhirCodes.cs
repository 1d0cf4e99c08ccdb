using Hl7.Fhir.Model;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Terminology;

namespace PatchFcn.Reporting.Fhir;

/// <summary>Codes and units. What has no code of its own is said in words rather than by a code that says something else.</summary>
internal static class FhirCodes
{
    /// <summary>Identifiers that are URIs.</summary>
    internal const string Uri = "urn:ietf:rfc:3986";

    /// <summary>Identifiers that are DICOM UIDs.</summary>
    internal const string DicomUid = "urn:dicom:uid";

    private const string Snomed = "http://snomed.info/sct";
    private const string Loinc = "http://loinc.org";
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Ucum = "http://unitsofmeasure.org";
    private const string Hl7 = "http://terminology.hl7.org/CodeSystem/";

    internal static CodeableConcept CtHead => new(Loinc, "24725-4", "CT Head", null);

    internal static CodeableConcept Radiology => new($"{Hl7}v2-0074", "RAD", "Radiology", null);

    internal static CodeableConcept Imaging => new($"{Hl7}observation-category", "imaging", "Imaging", null);

    internal static CodeableConcept Software => new(Snomed, "706687001", "Software", null);

    internal static CodeableConcept Intracranial => Coded(HemorrhageConcepts.Site);

    internal static CodeableConcept Finding => Coded(ResultConcepts.Finding);

    internal static CodeableConcept Score => Coded(ResultConcepts.CertaintyOfImpression, "Score of the study: its highest patch score");

    internal static CodeableConcept Volume => Coded(ResultConcepts.Volume, "Volume of all that is marked");

    internal static CodeableConcept FindingVolume => Coded(ResultConcepts.Volume, "Volume");

    internal static CodeableConcept LongestDiameter => Coded(ResultConcepts.LongAxis, "Longest axial diameter");

    internal static CodeableConcept Thickness => Coded(ResultConcepts.Width, "Maximum thickness");

    /// <summary>Neither is there a result nor has anything been measured.</summary>
    internal static CodeableConcept NotPerformed(string? reason) => Absent("not-performed", "Not Performed", reason);

    /// <summary>The measurement broke off.</summary>
    internal static CodeableConcept Failed(string? reason) => Absent("error", "Error", reason);

    /// <summary>Over a threshold. There is no counterpart: a score below the point is not a negative result.</summary>
    internal static CodeableConcept Positive => new($"{Hl7}v3-ObservationInterpretation", "POS", "Positive", "At or above the operating point");

    /// <summary>Marks a resource that no clinical system must act on.</summary>
    internal static Coding TestData => new($"{Hl7}v3-ActReason", "HTEST", "test health data");

    internal static Coding CtModality => new(SystemOf(ResultConcepts.Ct), ResultConcepts.Ct.Code, ResultConcepts.Ct.Meaning);

    /// <summary>The disorder a class stands for, with the class in words.</summary>
    internal static CodeableConcept Hemorrhage(string name, string text) => Coded(HemorrhageConcepts.Of(name), text);

    /// <summary>The inside of the head on a side of the patient: one concept, so one coding, refined by its laterality (a SNOMED CT expression) where it has one.</summary>
    internal static CodeableConcept Side(Laterality side) => side switch
    {
        Laterality.Left => SiteOn(ResultConcepts.Left, "Intracranial, left"),
        Laterality.Right => SiteOn(ResultConcepts.Right, "Intracranial, right"),
        _ => Coded(HemorrhageConcepts.Site, "Intracranial, midline or both sides"),
    };

    internal static CodeableConcept Words(string text) => new() { Text = text };

    /// <summary>A share of one in percent, as the certainties of DICOM are given (PS3.16 TID 4002) and the structured report has them.</summary>
    internal static Quantity Share(double value, int decimals) => new(Math.Round(100 * (decimal)value, decimals), "%", Ucum) { Unit = "%" };

    /// <summary>A measure, to three decimals; what is less than they can say is below 0.001, not nothing.</summary>
    internal static Quantity Measure(double value, string ucum, string unit)
    {
        var rounded = Math.Round((decimal)value, 3);
        return value > 0 && rounded == 0
            ? new(0.001m, ucum, Ucum) { Unit = unit, Comparator = Quantity.QuantityComparator.LessThan }
            : new(rounded, ucum, Ucum) { Unit = unit };
    }

    private static CodeableConcept SiteOn(CodedConcept side, string text) =>
        new(Snomed, $"{HemorrhageConcepts.Site.Code}:{ResultConcepts.Laterality.Code}={side.Code}", null, text);

    private static CodeableConcept Coded(CodedConcept concept, string? text = null) => new(SystemOf(concept), concept.Code, concept.Meaning, text);

    /// <summary>What FHIR calls a coding scheme of DICOM (PS3.16 8, table 8-1).</summary>
    private static string SystemOf(CodedConcept concept) => concept.Scheme switch
    {
        "SCT" => Snomed,
        "DCM" => Dicom,
        _ => throw new ArgumentOutOfRangeException(nameof(concept), concept.Scheme, "No such coding scheme."),
    };

    private static CodeableConcept Absent(string code, string display, string? reason) => new($"{Hl7}data-absent-reason", code, display, reason);
}
