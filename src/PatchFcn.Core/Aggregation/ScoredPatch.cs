namespace PatchFcn.Core.Aggregation;

/// <summary>A square patch of an analysis slice and what the network says of it.</summary>
/// <param name="Slice">Analysis slice.</param>
/// <param name="Row">First row, in pixels of the analysis slice.</param>
/// <param name="Column">First column, in pixels of the analysis slice.</param>
/// <param name="Size">Side in pixels of the analysis slice.</param>
/// <param name="Scores">Probabilities 0..1: the one class of a binary model, or all classes combined followed by each class.</param>
public sealed record ScoredPatch(int Slice, int Row, int Column, int Size, IReadOnlyList<float> Scores)
{
    /// <summary>Scores of a patch by a model of some classes: one of a binary model, else that of all classes combined and then that of each.</summary>
    public static int ScoreCount(int classes) => classes == 1 ? 1 : 1 + classes;

    /// <summary>Probability that the patch holds any hemorrhage.</summary>
    public float Score => Scores[0];

    /// <summary>Probability that the patch holds hemorrhage of a class, 1-based.</summary>
    public float ClassScore(int label) => Scores.Count == 1 ? Scores[0] : Scores[label];
}
