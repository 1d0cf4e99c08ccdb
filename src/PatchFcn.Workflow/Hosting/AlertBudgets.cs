using PatchFcn.Core;
using PatchFcn.Core.Evaluation;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Workflow.Hosting;

/// <summary>What the operating points of a model cost and miss, from what its package says was measured.</summary>
internal static class AlertBudgets
{
    /// <summary>The operating points of a grid, by falling threshold.</summary>
    /// <exception cref="UsageException">A number is out of its range.</exception>
    public static BudgetTable Of(ModelManifest model, AnalysisSettings settings, double prevalence, double studiesPerDay)
    {
        // Even where no point was measured.
        AlertBudget.ThrowIfOutOfRange(prevalence, studiesPerDay);
        var points = model.OperatingPoints[settings.Grid.ToName()];
        return new(
            $"{model.Name} {model.Version}",
            model.IntendedUse,
            [.. points.OrderByDescending(it => it.Value.Threshold).Select(it => Of(it.Key, it.Value, it.Key == settings.OperatingPoint))]);

        BudgetPoint Of(string name, OperatingPoint point, bool used) => new(
            name, used, point.Threshold, point.Sensitivity, point.Specificity, point.MeasuredOn,
            point is { Sensitivity: { } sensitivity, Specificity: { } specificity, Positives: { } positives and > 0, Negatives: { } negatives and > 0 }
                ? AlertBudget.Of(Found(sensitivity, positives), Found(specificity, negatives), prevalence, studiesPerDay)
                : null);
    }

    private static Proportion Found(double share, int cases) => new((int)Math.Round(share * cases), cases);
}
