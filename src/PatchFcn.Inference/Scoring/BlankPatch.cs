namespace PatchFcn.Inference.Scoring;

/// <summary>What a network makes of a patch of fill values.</summary>
/// <param name="Pixels">Pixel predictions; axis order class, row, column.</param>
/// <param name="Scores">Patch scores.</param>
internal sealed record BlankPatch(float[] Pixels, float[] Scores);
