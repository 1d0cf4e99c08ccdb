namespace PatchFcn.Inference.Scoring;

/// <summary>What the network makes of one analysis slice.</summary>
/// <param name="Pixels">Probability of every class for every pixel, 0..1; axis order class, row, column, at the model's scale.</param>
/// <param name="Patches">The patches of the slice, row by row; those that were known to be blank among them.</param>
/// <param name="PatchesRun">Number of patches that the network was run on.</param>
public sealed record SliceScores(float[] Pixels, IReadOnlyList<PatchScore> Patches, int PatchesRun)
{
    /// <summary>The score of the slice, 0..1: the maximum over its patches (paper, "inference").</summary>
    public float Score => Patches.Max(patch => patch.Scores[0]);

    /// <summary>Probability of blood of any class, the sum over the classes, for every pixel; axis order row, column.</summary>
    /// <param name="pixels">Pixels of the slice.</param>
    public float[] AnyBlood(int pixels)
    {
        var any = Pixels.AsSpan(0, pixels).ToArray();
        for (var i = pixels; i < Pixels.Length; i++)
            any[i % pixels] += Pixels[i];
        return any;
    }
}
