using PatchFcn.Core.Studies;
using PatchFcn.Inference.Models;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Workflow.Alerts;

/// <summary>What events say in words. A demonstration model is named as such in each of them, and none ever says "negative".</summary>
internal static class Statements
{
    public static string Of(StudyOutcome outcome, ModelManifest model) => outcome switch
    {
        { HasReport: false, Status: ReportStatus.Incomplete } => $"{Capital(Finding(model))}. {outcome.Reason!.Message} The alarm stands.",
        { HasReport: false } => $"Not analysed. {outcome.Reason!.Message} {Unaided.Advice}",
        { Status: ReportStatus.Incomplete } => $"{Capital(Finding(model))}, then the analysis broke off. The alarm stands.",
        { Status: ReportStatus.NotAnalyzed } => $"Not analysed. {Unaided.Advice}",
        { Positive: true } => $"{Capital(Finding(model))}.{(outcome.InPart ? " Not all of the head was analysed." : "")}",
        { Findings: > 0 } => $"{ResultWords.Marked(model.IntendedUse)}{InPart(outcome)}. This does not replace reading the study.",
        _ => $"{ResultWords.Of(positive: false, isMarked: false, model.IntendedUse)}{InPart(outcome)}. This does not replace reading the study.",
    };

    public static string Finding(ModelManifest model) => "suspected intracranial hemorrhage" + IntendedUse.ByModel(model.IntendedUse);

    private static string InPart(StudyOutcome outcome) => outcome.InPart ? " in the part of the head that was analysed" : "";

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
