using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Terminology;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// The classes in the words and colours of DICOM, and the category they share; their codes are <see cref="HemorrhageConcepts"/>. 49755003 is <em>Morphologically abnormal structure</em> of PS3.16
/// CID 7150, Segmentation Property Category.
/// </summary>
internal static class HemorrhageCodes
{
    public static readonly CodedConcept Category = CodedConcept.Sct("49755003", "Morphologically Abnormal Structure");

    /// <summary>The class in the few words a list of segments has room for (SegmentLabel, at most 64 characters); a class that is not known keeps its name.</summary>
    public static string Label(string name) => name switch
    {
        HemorrhageClass.Any => "Intracranial hemorrhage",
        HemorrhageClass.Intraparenchymal => "Intraparenchymal hemorrhage",
        _ when HemorrhageClass.Types.Contains(name) => Describe(name),
        _ => name,
    };

    /// <summary>The class that a label names, by its words or by its name in the model; null where it names none.</summary>
    public static string? ClassOf(string? label) => HemorrhageClass.Types.Append(HemorrhageClass.Any).FirstOrDefault(name =>
        string.Equals(name, label, StringComparison.OrdinalIgnoreCase) || string.Equals(Label(name), label, StringComparison.OrdinalIgnoreCase));

    /// <summary>The class in words.</summary>
    public static string Describe(string name) => name switch
    {
        HemorrhageClass.Subdural => "Subdural hematoma",
        HemorrhageClass.Epidural => "Epidural hematoma",
        HemorrhageClass.Intraparenchymal => "Intraparenchymal hemorrhage: contusion, intracerebral hematoma or traumatic axonal injury",
        HemorrhageClass.SubarachnoidOrVentricular => "Subarachnoid or intraventricular hemorrhage",
        _ => "Intracranial hemorrhage of any type",
    };

    /// <summary>Colour a viewer may use, that of the report: CIELab as PS3.3 C.10.7.1.1 encodes it, three numbers of 16 bits.</summary>
    public static double[] Color(string name) => name switch
    {
        HemorrhageClass.Subdural => [51322, 18210, 40872],
        HemorrhageClass.Epidural => [45728, 29645, 20905],
        HemorrhageClass.Intraparenchymal => [42297, 44885, 18972],
        _ => [39082, 50471, 43718],
    };
}
