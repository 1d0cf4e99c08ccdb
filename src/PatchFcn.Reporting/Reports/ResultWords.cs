using PatchFcn.Core.Studies;

namespace PatchFcn.Reporting.Reports;

/// <summary>A result in a few words, as terminal, worklist and events say it; never "negative".</summary>
public static class ResultWords
{
    /// <summary>What was found, by what kind of model.</summary>
    /// <param name="positive">Whether the score reaches the operating point.</param>
    /// <param name="isMarked">Whether anything is marked that is large enough to be listed.</param>
    /// <param name="intendedUse">What the model is intended for.</param>
    public static string Of(bool? positive, bool isMarked, string intendedUse) =>
        positive == true ? Finding(intendedUse) : isMarked ? Marked(intendedUse) : $"No finding{IntendedUse.ByModel(intendedUse)}";

    /// <summary>The score reaches the operating point.</summary>
    public static string Finding(string intendedUse) => $"Finding{IntendedUse.ByModel(intendedUse)}";

    /// <summary>It does not, and yet something is marked; the page says so as well.</summary>
    public static string Marked(string intendedUse) => $"Regions marked{IntendedUse.ByModel(intendedUse)}, below the operating point";

    /// <summary>What is marked where no finding is listed; the page says so as well.</summary>
    /// <param name="volumeMl">Volume of all that is marked, mL; null where it is not known.</param>
    public static string Unlisted(double? volumeMl) => volumeMl > 0 ? "only specks marked" : "nothing marked";
}
