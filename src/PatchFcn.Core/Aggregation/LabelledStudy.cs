using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>A study whose slices have all been scored and labelled. All volumes are of one geometry.</summary>
/// <param name="Volume">Densities of the brain; what was stripped is never read.</param>
/// <param name="Brain">Brain mask.</param>
/// <param name="Labels">Class labels, 0 outside the brain (<see cref="SliceLabeler"/>).</param>
/// <param name="Probabilities">Probability of any hemorrhage.</param>
/// <param name="Patches">Every scored patch.</param>
/// <param name="Placement">How the analysed slices lie on the source voxels.</param>
/// <param name="Classes">Class names of the model; label k is the k-th.</param>
public sealed record LabelledStudy(
    CtVolume Volume,
    VoxelMask Brain,
    LabelVolume Labels,
    ProbabilityMap Probabilities,
    IReadOnlyList<ScoredPatch> Patches,
    PatchPlacement Placement,
    IReadOnlyList<string> Classes)
{
    /// <summary>Where the voxels lie.</summary>
    public VolumeGeometry Geometry => Volume.Geometry;
}
