namespace PatchFcn.Cli.Evaluation.Figures;

/// <summary>A figure that was written.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Caption">What it shows.</param>
internal sealed record Figure(string Name, string Caption);
