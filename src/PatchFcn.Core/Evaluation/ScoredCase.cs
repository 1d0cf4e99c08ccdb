namespace PatchFcn.Core.Evaluation;

/// <summary>One examination: what the model says and what is true.</summary>
/// <param name="Score">Score of the examination; a number, higher = more likely positive.</param>
/// <param name="Positive">Whether there is acute blood.</param>
public readonly record struct ScoredCase(double Score, bool Positive);
