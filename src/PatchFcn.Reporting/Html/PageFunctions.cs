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
        model.Import("middle", (ReportedFinding finding) => (finding.Slices.First + finding.Slices.Last) / 2);
        model.Import("slices", (int first, int last) => first == last ? Invariant(first + 1) : $"{Invariant(first + 1)}–{Invariant(last + 1)}");
    }

    private static string Number(double? value, int decimals) => value?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? NotMeasured;

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
