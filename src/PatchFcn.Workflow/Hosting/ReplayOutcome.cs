namespace PatchFcn.Workflow.Hosting;

/// <summary>What a replay has shown.</summary>
/// <param name="ScoreThen">The score of the result, as <c>report.json</c> writes it; null where there is none.</param>
/// <param name="ScoreNow">The score of the replay.</param>
/// <param name="Inputs">Files that were read.</param>
/// <param name="Outputs">Files that were compared.</param>
/// <param name="Differences">What differs, times of the run apart; empty: every hash and the score are the same.</param>
public sealed record ReplayOutcome(string? ScoreThen, string? ScoreNow, int Inputs, int Outputs, IReadOnlyList<ReplayDifference> Differences);

/// <summary>One thing that differs.</summary>
/// <param name="What"><c>on disk</c>, <c>software</c>, <c>model</c>, <c>settings</c>, <c>input</c>, <c>output</c> or <c>report.json</c>.</param>
/// <param name="Name">Which one: a file, a member.</param>
/// <param name="Then">What the result holds; null: nothing.</param>
/// <param name="Now">What the replay gave; null: nothing.</param>
public sealed record ReplayDifference(string What, string Name, string? Then, string? Now);
