namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>The physical scale a network was trained at. Slices are brought to it before they are scored, and results are mapped back.</summary>
/// <param name="PixelSpacingMm">In-plane pixel size, mm; null = as acquired.</param>
/// <param name="SlabMm">Thickness of the slab a slice stands for, mm; null = as acquired.</param>
/// <param name="NeighbourMm">Distance of the slices above and below, mm; null = the adjacent slabs.</param>
/// <param name="Edge">What stands beyond the first and the last slice.</param>
public sealed record AnalysisScale(double? PixelSpacingMm, double? SlabMm, double? NeighbourMm, EdgeRule Edge);
