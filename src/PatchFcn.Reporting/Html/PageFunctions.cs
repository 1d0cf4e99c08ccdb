using System.Globalization;
using PatchFcn.Core.Aggregation;
using PatchFcn.Reporting.Reports;
using Scriban.Runtime;

namespace PatchFcn.Reporting.Html;

/// <summary>What templates can call. Numbers are written the same everywhere; what was not measured is a dash, never 0.</summary>
internal static class PageFunctions
{
    private const string NotMeasured = "–";

    private static readonly Dictionary<string, string> TagTitles = new()
    {
        [ReasonTag.SingleSlice] = "on one analysed slab only",
        [ReasonTag.SmallVolume] = "very small",
        [ReasonTag.SkullBase] = "at the skull base",
        [ReasonTag.TouchesBone] = "against the skull",
        [ReasonTag.ScanEdge] = "at the edge of the scan",
        [ReasonTag.CalcificationRange] = "mostly as dense as calcification",
        [ReasonTag.LowDensity] = "mostly not denser than brain",
    };

    /// <summary>Adds the functions to a model.</summary>
    internal static void AddTo(ScriptObject model)
    {
        model.Import("number", Number);
        model.Import("score", ScoreText.Of);
        model.Import("ml", Millilitres.Text);
        model.Import("signed", Signed);
        model.Import("hours", Hours);
        model.Import("title", (string name) => ClassStyle.Of(name).Title);
        model.Import("color", (string name) => ClassStyle.Of(name).CssColor);
        model.Import("tag", TagTitle);
        model.Import("slices", (ReportedSliceRange range) => range.First == range.Last ? $"{range.First + 1}" : $"{range.First + 1}–{range.Last + 1}");
        model.Import("bestSlice", Evidence.BestSlice);
    }

    /// <summary>A tag of <see cref="ReasonTag"/> in words; a name that is not known stays as it is.</summary>
    internal static string TagTitle(string name) => TagTitles.GetValueOrDefault(name, name);

    /// <summary>A change of volume with its sign.</summary>
    internal static string Signed(double change) => (change > 0 ? "+" : change < 0 ? "−" : "") + Millilitres.Text(Math.Abs(change));

    /// <summary>A time in hours, from two days on in days.</summary>
    internal static string Hours(double hours) => hours < 48 ? Number(hours, 1) + " h" : Number(hours / 24, 0) + " days";

    private static string Number(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? NotMeasured;
}
