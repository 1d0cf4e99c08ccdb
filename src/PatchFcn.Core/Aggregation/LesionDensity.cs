using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>Density of a lesion.</summary>
/// <param name="MeanHu">Mean, HU.</param>
/// <param name="DenseShare">Share of voxels, 0..1, over <see cref="CalcificationHu"/>.</param>
/// <param name="LowShare">Share of voxels, 0..1, under <see cref="LowDensityHu"/>.</param>
internal readonly record struct LesionDensity(double MeanHu, double DenseShare, double LowShare)
{
    /// <summary>Denser voxels are too dense for blood, whose limit is near 100 HU.</summary>
    private const double CalcificationHu = 100;

    /// <summary>Less dense voxels are not denser than brain.</summary>
    private const double LowDensityHu = 40;

    public static LesionDensity Of(Lesion lesion, CtVolume volume)
    {
        var (sum, dense, low, count) = (0L, 0, 0, 0);
        foreach (var run in lesion.Runs)
        {
            foreach (var hu in volume.Slice(run.Slice).Slice(run.Row * volume.Geometry.Columns + run.Start, run.Length))
            {
                sum += hu;
                dense += hu > CalcificationHu ? 1 : 0;
                low += hu < LowDensityHu ? 1 : 0;
            }
            count += run.Length;
        }
        return new LesionDensity((double)sum / count, (double)dense / count, (double)low / count);
    }
}
