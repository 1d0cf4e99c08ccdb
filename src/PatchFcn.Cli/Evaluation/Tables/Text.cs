using System.Globalization;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation.Tables;

/// <summary>How figures are written in tables: three decimals, a dash for what does not exist.</summary>
internal static class Text
{
    /// <summary>What does not exist.</summary>
    public const string None = "–";

    /// <summary>A count.</summary>
    public static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public static string Of(double? number, string format = "0.000") => number?.ToString(format, CultureInfo.InvariantCulture) ?? None;

    /// <summary>A number for programs: nothing where it does not exist.</summary>
    public static string OrEmpty(double? number, string format = "0.###") => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Yes or no for programs.</summary>
    public static string Flag(bool value) => value ? "1" : "0";

    /// <summary>An interval.</summary>
    public static string Of(Interval? interval) => interval is { } ci ? $"{Of(ci.Low)}–{Of(ci.High)}" : None;

    /// <summary>An area with its deviation and interval.</summary>
    public static string Of(AucEstimate? auc) => auc is null ? None : $"{Of(auc.Value)} ± {Of(auc.Sd)} ({Of(auc.Ci)})";

    /// <summary>A share with its counts and Wilson's interval.</summary>
    public static string Of(Proportion share) => share.Trials == 0 ? None : $"{Of(share.Value)} ({Of(share.Successes)}/{Of(share.Trials)}; {Of(share.Wilson)})";
}
