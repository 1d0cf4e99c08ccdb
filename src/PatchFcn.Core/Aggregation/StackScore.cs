namespace PatchFcn.Core.Aggregation;

/// <summary>
/// The scores of a study: the maximum over all its patches (PNAS 2019, "the maximum patch score in the stack"). A maximum never falls, so a study can be called
/// positive at the first patch that crosses the threshold.
/// </summary>
/// <param name="Score">Highest score of a patch for any hemorrhage, 0..1.</param>
/// <param name="ClassScores">Highest score of a patch for each class, 0..1, in the order of the model's classes.</param>
public sealed record StackScore(float Score, IReadOnlyList<float> ClassScores)
{
    /// <summary>The maximum over patches.</summary>
    /// <param name="patches">Every scored patch of the stack.</param>
    /// <param name="classCount">Number of classes of the model.</param>
    /// <exception cref="ArgumentException">
    /// There is no patch, the number of scores does not fit the classes, or a score is not a number: a study must not turn out negative because of that.
    /// </exception>
    public static StackScore Of(IReadOnlyCollection<ScoredPatch> patches, int classCount)
    {
        if (patches.Count == 0)
            throw new ArgumentException("A stack without a scored patch has no score.", nameof(patches));
        var score = 0f;
        var classScores = new float[classCount];
        foreach (var patch in patches)
        {
            if (patch.Scores.Count != ScoredPatch.ScoreCount(classCount) || patch.Scores.Any(float.IsNaN))
                throw new ArgumentException("A patch does not have one score per class, and one combined where there are several.", nameof(patches));
            score = Math.Max(score, patch.Score);
            for (var i = 0; i < classCount; i++)
                classScores[i] = Math.Max(classScores[i], patch.ClassScore(i + 1));
        }
        return new StackScore(score, classScores);
    }
}
