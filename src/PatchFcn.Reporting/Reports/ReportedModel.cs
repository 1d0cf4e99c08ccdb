namespace PatchFcn.Reporting.Reports;

/// <summary>What the study was analysed with.</summary>
/// <param name="Name">Name of the model package.</param>
/// <param name="Version">Version of the weights.</param>
/// <param name="Sha256">SHA-256 of the weights, lower-case hexadecimal.</param>
/// <param name="IntendedUse"><c>demonstration</c>, <c>research</c> or <c>clinical</c>.</param>
/// <param name="TrainedOn">What the weights were made from; null where it is not known.</param>
public sealed record ReportedModel(string Name, string Version, string Sha256, string IntendedUse, string? TrainedOn);

/// <summary>The threshold the score is held against, and what was measured at it.</summary>
/// <param name="Name">Name of the point in the model package.</param>
/// <param name="Threshold">A study is positive where its score is at or over this value, 0..1.</param>
/// <param name="Sensitivity">Sensitivity measured there, 0..1; null = not measured.</param>
/// <param name="Specificity">Specificity measured there, 0..1; null = not measured.</param>
/// <param name="MeasuredOn">What it was measured on; null = not measured.</param>
public sealed record ReportedOperatingPoint(string Name, double Threshold, double? Sensitivity, double? Specificity, string? MeasuredOn);
