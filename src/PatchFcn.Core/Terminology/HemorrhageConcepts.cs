using PatchFcn.Core.Aggregation;

namespace PatchFcn.Core.Terminology;

/// <summary>
/// What a class is called in SNOMED CT (international edition, disorder hierarchy), and where it is. Where no single concept covers a class its parent stands for it, and words beside it have to say
/// which part of the parent is meant: <c>iph</c> is contusion, intracerebral hematoma and traumatic axonal injury, <c>sah-ivh</c> subarachnoid or intraventricular blood.
/// <list type="table">
/// <item><term>35486000</term><description>Subdural intracranial hemorrhage (disorder), http://snomed.info/id/35486000.</description></item>
/// <item><term>82999001</term><description>Epidural intracranial hemorrhage (disorder), http://snomed.info/id/82999001.</description></item>
/// <item><term>1386000</term><description>Intracranial hemorrhage (disorder), http://snomed.info/id/1386000; OMOP concept 439847 of the OHDSI vocabularies names it so too.</description></item>
/// <item><term>1101003</term><description>Intracranial structure (body structure), http://snomed.info/id/1101003; DICOM PS3.16 CID 9514 and 7192.</description></item>
/// </list>
/// </summary>
public static class HemorrhageConcepts
{
    /// <summary>Where every class is: inside the skull.</summary>
    public static CodedConcept Site { get; } = CodedConcept.Sct("1101003", "Intracranial structure");

    /// <summary>The concept of a class (<see cref="HemorrhageClass"/>).</summary>
    public static CodedConcept Of(string name) => name switch
    {
        HemorrhageClass.Subdural => CodedConcept.Sct("35486000", "Subdural intracranial hemorrhage"),
        HemorrhageClass.Epidural => CodedConcept.Sct("82999001", "Epidural intracranial hemorrhage"),
        _ => CodedConcept.Sct("1386000", "Intracranial hemorrhage"),
    };
}
