namespace PatchFcn.Reporting.Reports;

/// <summary>What page, events, console and refusals say in the same words where the software gives no answer to rely on.</summary>
public static class Unaided
{
    /// <summary>The heading over a study that was not analysed.</summary>
    public const string NotAnalyzed = "NOT ANALYSED – interpret without this software";

    /// <summary>What to do with it.</summary>
    public const string Advice = "Interpret this study without this software.";
}
