namespace PatchFcn.Inference.Scoring;

/// <summary>What the network makes of one analysis slice.</summary>
/// <param name="Pixels">Probability of every class for every pixel, 0..1; axis order class, row, column, at the model's scale.</param>
/// <param name="Patches">The patches of the slice, row by row; those that were known to be blank among them.</param>
/// <param name="PatchesRun">Number of patches that the network was run on.</param>
public sealed record SliceScores(float[] Pixels, IReadOnlyList<PatchScore> Patches, int PatchesRun)
{
    /// <summary>The score of the slice, 0..1: the maximum over its patches (paper, "inference").</summary>
    public float Score => TopPatch.Scores[0];

    /// <summary>The patch with the highest score; the first of equal ones.</summary>
    public PatchScore TopPatch => Patches.MaxBy(patch => patch.Scores[0])!;

    /// <summary>The score of every class in the manifest's order, 0..1: the maximum over the patches, each class on its own.</summary>
    public IReadOnlyList<float> ClassScores
    {
        get
        {
            var width = Patches[0].Scores.Count;
            return [.. Enumerable.Range(width == 1 ? 0 : 1, Math.Max(1, width - 1)).Select(i => Patches.Max(patch => patch.Scores[i]))];
        }
    }
}
