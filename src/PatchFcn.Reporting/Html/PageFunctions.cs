using System.Globalization;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using Scriban.Runtime;

namespace PatchFcn.Reporting.Html;

/// <summary>What templates can call. Numbers are written the same everywhere; what was not measured is a dash, never 0.</summary>
internal static class PageFunctions
{
    private const string NotMeasured = "–";

    private static readonly Dictionary<string, string> TagTitles = new()
    {
        ["singleSlice"] = "on one slice only",
        ["skullBase"] = "at the skull base",
        ["calcification"] = "density of calcification",
    };

    /// <summary>Adds the functions to a model.</summary>
    internal static void AddTo(ScriptObject model)
    {
        model.Import("number", Number);
        model.Import("title", (string name) => ClassStyle.Of(name).Title);
        model.Import("color", (string name) => ClassStyle.Of(name).CssColor);
        model.Import("tag", (string name) => TagTitles.GetValueOrDefault(name, name));
        model.Import("slices", (ReportedSliceRange range) => range.First == range.Last ? $"{range.First + 1}" : $"{range.First + 1}–{range.Last + 1}");
        model.Import("bestSlice", Evidence.BestSlice);
    }

    private static string Number(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? NotMeasured;
}
