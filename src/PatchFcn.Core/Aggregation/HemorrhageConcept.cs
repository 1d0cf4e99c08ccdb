namespace PatchFcn.Core.Aggregation;

/// <summary>
/// What a class is called in SNOMED CT (international edition, disorder hierarchy), and where it is. Where no single concept covers a class its parent stands for it, and words beside it have to say
/// which part of the parent is meant: <c>iph</c> is contusion, intracerebral hematoma and traumatic axonal injury, <c>sah-ivh</c> subarachnoid or intraventricular blood.
/// <list type="table">
/// <item><term>35486000</term><description>Subdural intracranial hemorrhage (disorder), http://snomed.info/id/35486000.</description></item>
/// <item><term>82999001</term><description>Epidural intracranial hemorrhage (disorder), http://snomed.info/id/82999001.</description></item>
/// <item><term>1386000</term><description>Intracranial hemorrhage (disorder), http://snomed.info/id/1386000; OMOP concept 439847 of the OHDSI vocabularies names it so too.</description></item>
/// <item><term>1101003</term><description>Intracranial structure (body structure), http://snomed.info/id/1101003.</description></item>
/// </list>
/// </summary>
/// <param name="Code">Code of the concept.</param>
/// <param name="Meaning">Its name, without the hierarchy.</param>
public sealed record HemorrhageConcept(string Code, string Meaning)
{
    /// <summary>Where every class is: inside the skull.</summary>
    public static HemorrhageConcept Site { get; } = new("1101003", "Intracranial structure");

    /// <summary>The concept of a class (<see cref="HemorrhageClass"/>).</summary>
    public static HemorrhageConcept Of(string name) => name switch
    {
        HemorrhageClass.Subdural => new("35486000", "Subdural intracranial hemorrhage"),
        HemorrhageClass.Epidural => new("82999001", "Epidural intracranial hemorrhage"),
        _ => new("1386000", "Intracranial hemorrhage"),
    };
}
