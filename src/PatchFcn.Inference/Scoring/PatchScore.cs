using PatchFcn.Core.Patches;

namespace PatchFcn.Inference.Scoring;

/// <summary>What the network makes of one patch.</summary>
/// <param name="Position">First pixel of the patch at the model's scale.</param>
/// <param name="Scores">Probabilities, 0..1: that of any bleed first; for a model with several classes, then that of each in the manifest's order.</param>
public sealed record PatchScore(PatchPosition Position, IReadOnlyList<float> Scores);
