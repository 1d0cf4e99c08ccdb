using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Workflow.Sources;

/// <summary>The intracranial voxels of a study, ready to be brought to the scale of a model.</summary>
/// <param name="Volume">HU within the brain; elsewhere meaningless.</param>
/// <param name="Brain">The voxels that were not stripped.</param>
/// <param name="Grid">Where the analysis slices lie.</param>
/// <param name="Renderer">Makes the analysis slices.</param>
internal sealed record StrippedStudy(CtVolume Volume, VoxelMask Brain, AnalysisGrid Grid, SliceRenderer Renderer)
{
    /// <summary>A study at the scale of a model. Voxels may be filled in later, each slice before it is rendered.</summary>
    public static StrippedStudy Of(CtVolume volume, VoxelMask brain, LoadedModel model)
    {
        var grid = new AnalysisGrid(volume.Geometry, model.Manifest.Scale);
        return new StrippedStudy(volume, brain, grid, new SliceRenderer(grid, volume, brain, model.Manifest.HuWindow, model.Manifest.FillValue));
    }
}
