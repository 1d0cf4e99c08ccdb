namespace PatchFcn.Core.Aggregation;

/// <summary>The class names of models, and what they mean.</summary>
public static class HemorrhageClass
{
    /// <summary>Hemorrhage of unknown type: the only class of a binary model.</summary>
    public const string Any = "hemorrhage";

    /// <summary>Subdural hematoma.</summary>
    public const string Subdural = "sdh";

    /// <summary>Epidural hematoma.</summary>
    public const string Epidural = "edh";

    /// <summary>Intraparenchymal hemorrhage: contusion, intracerebral hematoma, traumatic axonal injury.</summary>
    public const string Intraparenchymal = "iph";

    /// <summary>Subarachnoid or intraventricular hemorrhage.</summary>
    public const string SubarachnoidOrVentricular = "sah-ivh";

    /// <summary>The classes of a binary model.</summary>
    public static IReadOnlyList<string> Binary { get; } = [Any];

    /// <summary>The classes of a multiclass model, in the order of their labels (paper, "multiclass").</summary>
    public static IReadOnlyList<string> Types { get; } = [Subdural, Epidural, Intraparenchymal, SubarachnoidOrVentricular];
}
