using PatchFcn.Core.Evaluation;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Hosting.Readings;

namespace PatchFcn.Workflow.Hosting;

/// <summary>A study with all that is known of it.</summary>
/// <param name="Study">Its name in paths, a hash.</param>
/// <param name="Run">Its newest run.</param>
/// <param name="Events">What was told of that run, in order.</param>
/// <param name="Verdicts">What readers said of it, in order.</param>
public sealed record StudyDetails(string Study, FinishedStudy Run, IReadOnlyList<AlertData> Events, IReadOnlyList<StoredVerdict> Verdicts);

/// <summary>What readers said, in figures.</summary>
/// <param name="Scanners">For every scanner of every site.</param>
public sealed record VerdictSummary(IReadOnlyList<VerdictTally> Scanners);

/// <summary>What every operating point of the host's model costs and misses.</summary>
/// <param name="Model">Name and version.</param>
/// <param name="IntendedUse">What it is for.</param>
/// <param name="Points">The operating points of the host's grid.</param>
public sealed record BudgetTable(string Model, string IntendedUse, IReadOnlyList<BudgetPoint> Points);

/// <summary>An operating point.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Used">Whether the host uses it.</param>
/// <param name="Threshold">Its threshold, 0..1.</param>
/// <param name="Sensitivity">Measured sensitivity, 0..1; null = not measured.</param>
/// <param name="Specificity">Measured specificity, 0..1; null = not measured.</param>
/// <param name="MeasuredOn">On what.</param>
/// <param name="Budget">Its budget; null where it was not measured, or on an unknown number of cases.</param>
public sealed record BudgetPoint(
    string Name, bool Used, double Threshold, double? Sensitivity, double? Specificity, string MeasuredOn, AlertBudget? Budget);
