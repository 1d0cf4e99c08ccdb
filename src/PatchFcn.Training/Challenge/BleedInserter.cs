using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary>Puts a bleed into a scan: only density is added, so that the scan keeps its noise and its own partial volumes.</summary>
internal static class BleedInserter
{
    /// <summary>Inserts a bleed.</summary>
    /// <param name="host">The scan; it is left as it is.</param>
    /// <param name="plan">The bleed.</param>
    /// <param name="random">Decides about place and shape.</param>
    /// <returns>The scan with the bleed, and the truth; the truth is empty where the scan has no place for it.</returns>
    public static (CtVolume Ct, LabelVolume Truth) Insert(HostScan host, BleedPlan plan, Random random)
    {
        var geometry = host.Ct.Geometry;
        var tissue = new HostTissue(host);
        var truth = new LabelVolume(geometry);
        var share = new float[truth.Labels.Length];
        var inFluid = plan.Type is BleedType.Sah or BleedType.Ivh;
        foreach (var at in new BleedShape(tissue, plan, random).Voxels())
        {
            truth.Labels[at] = plan.Type.ToLabel();
            share[at] = inFluid ? (float)tissue.Fluid(at) : 1;
        }
        // A bleed's own border is as blurred as everything else in the scan; fluid has its partial volumes already.
        if (!inFluid)
            SmoothNoise.Smooth(share, geometry, 1.6 * geometry.ColumnSpacing, 1.4 * geometry.SliceSpacing);
        var texture = SmoothNoise.Draw(random, geometry, 5, 5);
        var ct = new CtVolume(geometry, host.Ct.Voxels.ToArray());
        for (var at = 0; at < share.Length; at++)
        {
            if (share[at] <= 0 || !tissue.IsBrain(at))
                continue;
            var before = inFluid ? tissue.FluidHu : Math.Min(tissue.Mean(at), 45);
            var added = share[at] * (plan.Hu + 3 * texture[at] - before);
            ct.Voxels[at] = (short)Math.Clamp(Math.Round(ct.Voxels[at] + Math.Max(added, 0)), CtVolume.Air, CtVolume.Densest);
        }
        return (ct, truth);
    }
}
