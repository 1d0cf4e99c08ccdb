using System.Security.Cryptography;
using System.Text;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using Scriban.Runtime;

namespace PatchFcn.Reporting.Html;

/// <summary>
/// Writes <c>report.html</c>: one file that needs no network. The verdict comes first, then the findings and a viewer of all slices, then what they rest on.
/// Text from the study is escaped everywhere; a content security policy lets nothing run or load but the page's own script and style.
/// </summary>
public static class HtmlReport
{
    /// <summary>Findings that are shown at once and printed; the others are behind a click.</summary>
    private const int FindingsInFull = 6;

    private static readonly HtmlTemplate Page = HtmlTemplate.Load("page.html");
    private static readonly HtmlTemplate Strip = HtmlTemplate.Load("strip.html");
    private static readonly Dictionary<string, HtmlTemplate> Sections =
        new[] { "verdict", "viewer", "warnings", "findings", "volumes", "change", "background", "ledger" }.ToDictionary(name => name, name => HtmlTemplate.Load(name + ".html"));
    private static readonly string Style = EmbeddedResource.Text("page.css");
    private static readonly string Script = EmbeddedResource.Text("viewer.js");

    /// <summary>Writes the page.</summary>
    /// <param name="report">What to say.</param>
    /// <param name="images">What to show; null where there is nothing to show.</param>
    /// <param name="stream">Receives UTF-8.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(StudyReport report, StudyImages? images, Stream stream, CancellationToken cancellationToken = default)
    {
        await using var page = new StreamWriter(stream, bufferSize: 1 << 16, leaveOpen: true);
        Render(report, images, page);
        await page.FlushAsync(cancellationToken);
    }

    private static void Render(StudyReport report, StudyImages? images, TextWriter page)
    {
        var verdict = Verdict.Of(report);
        var inFull = Evidence.Shown(report, FindingsInFull);
        var others = report.Findings?.Where(finding => !inFull.Contains(finding)).ToList() ?? [];
        var viewer = images is null ? null : Viewer.Of(report, images, verdict.Slice);
        var model = new ScriptObject
        {
            ["report"] = report,
            ["verdict"] = verdict,
            ["decimals"] = Verdict.Decimals(report),
            ["warnings"] = report.Warnings.Where(warning => !IsOfTheMachine(warning)).ToList(),
            ["remarks"] = report.Warnings.Where(IsOfTheMachine).ToList(),
            ["unmarked"] = Verdict.Unmarked(report),
            ["inFull"] = inFull,
            ["others"] = others,
            ["othersMl"] = others.Sum(finding => finding.VolumeMl),
            ["typesUnknown"] = report.Classes is [{ Name: HemorrhageClass.Any }],
            ["uneven"] = report.Warnings.Any(warning => warning.Name == "unevenSpacing"),
            ["changes"] = VolumeChange.Of(report),
            ["ledger"] = LedgerGroup.Of(report.Ledger),
            ["chart"] = ScoreChart.Of(report),
            ["viewer"] = viewer,
            ["presets"] = WindowPreset.All,
            ["style"] = new Markup(Style),
            ["script"] = new Markup(Script),
            ["styleHash"] = Hash(Style),
            ["scriptHash"] = Hash(Script),
        };
        PageFunctions.AddTo(model);
        model.Import("strip", (int slice) => StripAround(slice, viewer!));
        var sections = new ScriptObject();
        foreach (var (name, template) in Sections)
            sections[name] = new HtmlTemplate.Part(template, model);
        model["sections"] = sections;
        Page.Render(model, page);
    }

    private static HtmlTemplate.Part StripAround(int slice, Viewer viewer) => new(Strip, new ScriptObject
    {
        ["slices"] = Evidence.Around(slice, viewer.Slices.Count),
        ["left"] = viewer.Left,
        ["right"] = viewer.Right,
    });

    /// <summary>What a reader of images need not know before looking: it changes no result.</summary>
    private static bool IsOfTheMachine(StudyWarning warning) => warning.Name == "noGpu";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
