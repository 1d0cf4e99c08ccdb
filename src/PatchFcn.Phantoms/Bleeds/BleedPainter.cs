using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Bleeds;

/// <summary>Puts bleeds into a head, each with exactly the wanted volume as far as its compartment has room for it.</summary>
/// <param name="model">The head, which is painted on.</param>
/// <param name="anatomy">Its anatomy.</param>
/// <param name="spec">What makes the anatomy differ from the mean head.</param>
/// <param name="down">Direction of gravity, a unit vector in head coordinates.</param>
internal sealed class BleedPainter(HeadModel model, HeadAnatomy anatomy, AnatomySpec spec, Vector3 down)
{
    private const float BinsPerMm = 64;
    private const int BinCount = 200 * (int)BinsPerMm;

    private double SharesPerMl => 255 * 1000.0 / (model.Grid.VoxelMm * model.Grid.VoxelMm * model.Grid.VoxelMm);

    private readonly record struct Candidate(int At, float Value, float MmPerUnit);

    /// <summary>Paints one bleed; returns its volume in mL, which is less than wanted where the compartment is full.</summary>
    internal double Paint(BleedSpec bleed, CancellationToken cancellation)
    {
        var field = CreateField(bleed.InMeanHead(spec));
        var planes = new List<Candidate>[model.Grid.CountZ];
        Parallel.For(0, planes.Length, new ParallelOptions { CancellationToken = cancellation }, z => planes[z] = Collect(field, z));
        var threshold = Threshold(planes, field.FillsFluid, bleed.TargetMl);
        var painted = new long[planes.Length];
        Parallel.For(0, planes.Length, new ParallelOptions { CancellationToken = cancellation }, z => painted[z] = Fill(bleed, field, planes[z], threshold));
        return painted.Sum() / SharesPerMl;
    }

    private IBleedField CreateField(BleedSpec bleed) => bleed.Site switch
    {
        BleedSite.Convexity or BleedSite.Epidural => new ExtraAxialField(bleed),
        BleedSite.Parafalcine or BleedSite.Tentorial => new DuralSheetField(bleed, anatomy.Brain.Dura),
        BleedSite.Contusion or BleedSite.Shear => new SpotsField(bleed),
        BleedSite.Sylvian or BleedSite.Basal or BleedSite.Sulcal or BleedSite.Perimesencephalic => new SubarachnoidField(bleed),
        BleedSite.LateralVentricle or BleedSite.AllVentricles => new VentricularField(bleed, down),
        _ => new HematomaField(bleed),
    };

    private List<Candidate> Collect(IBleedField field, int z)
    {
        var candidates = new List<Candidate>();
        var grid = model.Grid;
        var at = z * grid.PlaneLength;
        for (var y = 0; y < grid.CountY; y++)
            for (var x = 0; x < grid.CountX; x++, at++)
            {
                var compartment = model.Compartments[at];
                if (compartment == Compartment.Outside || !field.Admits(compartment, model.Fluid[at] / 255f))
                    continue;
                if (field.TryValue(anatomy.ToMeanHead(grid.Centre(x, y, z)), out var value, out var mmPerUnit))
                    candidates.Add(new Candidate(at, value, mmPerUnit));
            }
        return candidates;
    }

    // Counted in whole shares of a voxel, so that the sum does not depend on the order.
    private float Threshold(List<Candidate>[] planes, bool fillsFluid, double targetMl)
    {
        var histogram = new long[BinCount];
        foreach (var plane in planes)
            foreach (var candidate in plane)
                histogram[Math.Min((int)(candidate.Value * BinsPerMm), BinCount - 1)] += fillsFluid ? model.Fluid[candidate.At] : 255;
        var wanted = targetMl * SharesPerMl;
        var (sum, bin) = (0L, 0);
        while (bin < BinCount - 1 && sum < wanted)
            sum += histogram[bin++];
        return bin / BinsPerMm;
    }

    private long Fill(BleedSpec bleed, IBleedField field, List<Candidate> candidates, float threshold)
    {
        var texture = new BloodTexture(bleed, down);
        var painted = 0L;
        foreach (var (at, value, mmPerUnit) in candidates)
        {
            var inside = (threshold - value) * mmPerUnit;
            var share = Math.Clamp(0.5f + inside / model.Grid.VoxelMm, 0, 1);
            var p = anatomy.ToMeanHead(model.Grid.Centre(at % model.Grid.CountX, at / model.Grid.CountX % model.Grid.CountY, at / model.Grid.PlaneLength));
            var hu = model.Density[at] / HeadModel.Precision;
            if (share < 1)
                hu -= Oedema(bleed, model.Compartments[at], -inside);
            if (field.FillsFluid)
                share *= model.Fluid[at] / 255f;
            hu += (texture.At(p) - hu) * share;
            model.Density[at] = (short)(hu * HeadModel.Precision);
            var blood = (byte)(share * 255);
            painted += blood;
            if (bleed.IsPositive && blood > model.Blood[at])
                (model.Blood[at], model.Labels[at]) = (blood, bleed.Label);
        }
        return painted;
    }

    private static float Oedema(BleedSpec bleed, Compartment compartment, float distance)
    {
        if (bleed.OedemaMm <= 0 || distance > bleed.OedemaMm || compartment is not (Compartment.White or Compartment.Grey or Compartment.DeepGrey))
            return 0;
        return (compartment == Compartment.White ? 11 : 7) * (1 - Math.Max(0, distance) / (float)bleed.OedemaMm);
    }
}
