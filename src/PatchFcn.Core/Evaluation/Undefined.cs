namespace PatchFcn.Core.Evaluation;

/// <summary>Why a figure that needs both kinds of cases does not exist. Stable names, because a figure that is missing is reported with one.</summary>
public static class Undefined
{
    /// <summary>No case could be judged.</summary>
    public const string NoCases = "noCases";

    /// <summary>All cases are negative.</summary>
    public const string NoPositives = "noPositives";

    /// <summary>All cases are positive.</summary>
    public const string NoNegatives = "noNegatives";

    /// <summary>The reason; null where there are positive and negative cases.</summary>
    public static string? Why(IEnumerable<ScoredCase> cases)
    {
        var (positives, negatives) = (false, false);
        foreach (var scored in cases)
        {
            positives |= scored.Positive;
            negatives |= !scored.Positive;
        }

        return (positives, negatives) switch
        {
            (true, true) => null,
            (true, false) => NoNegatives,
            (false, true) => NoPositives,
            _ => NoCases,
        };
    }
}
