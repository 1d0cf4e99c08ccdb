namespace PatchFcn.Core.Studies;

/// <summary>What a model is for. Its package says so, and whatever speaks of its results repeats it.</summary>
public static class IntendedUse
{
    /// <summary>To be looked at, not to be relied on.</summary>
    public const string Demonstration = "demonstration";

    /// <summary>For studies that nobody is treated by.</summary>
    public const string Research = "research";

    /// <summary>A medical product.</summary>
    public const string Clinical = "clinical";

    /// <summary>Says by whom a finding is: <c>by a demonstration model</c> after a space; empty for a clinical one. What nobody knows is a demonstration.</summary>
    public static string ByModel(string intendedUse) => intendedUse switch
    {
        Clinical => "",
        Research => " by a research model",
        _ => " by a demonstration model",
    };
}
