using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Densities;

/// <summary>
/// How much a head's brain brightens towards the skull, by distance from its rim (cupping): where a scanner does not correct in full for the beam that bone has hardened, brain is 10 HU
/// and more denser beside it than in the middle, as thin collections of blood are (the paper names them among its false positives). A curve of the whole head: blood lies on a part of a rim, cupping on all of it.
/// </summary>
public sealed class CuppingCurve
{
    /// <summary>HU that are brain for certain: over CSF, under clotted blood.</summary>
    private const int LowHu = 10, HighHu = 66;

    /// <summary>Smallest section of the brain, as a part of the widest, that is measured: beside the skull base and under the vertex distances within a slice mean little.</summary>
    private const double WideEnough = 0.4;

    /// <summary>Fewest voxels that a band is measured by.</summary>
    private const int FewestVoxels = 500;

    /// <summary>Brain itself is denser near its rim, for cortex lies there: that much at the first band, falling off over that many mm. Measured on real heads of scanners without cupping.</summary>
    private const double CortexHu = 3, CortexMm = 12;

    /// <summary>Most that is taken for cupping, HU.</summary>
    private const float Limit = 15;

    /// <summary>Bounds in mm of the bands. Nearer the rim, voxels hold bone.</summary>
    private static readonly float[] Bands = [3, 5, 8, 12, 17, 23, 30, 40];

    private readonly float[] _excess;

    private CuppingCurve(float[] excess) => _excess = excess;

    /// <summary>No cupping.</summary>
    public static CuppingCurve None { get; } = new(new float[Bands.Length - 1]);

    /// <summary>The most that it adds, HU: at the rim.</summary>
    public float PeakHu => _excess[0];

    /// <summary>Measures a head: the median density of its brain in bands of distance from the rim, against the band in the middle and against what cortex explains.</summary>
    /// <param name="volume">The slices as acquired, HU.</param>
    /// <param name="brain">The voxels that were not stripped.</param>
    /// <returns>The curve; <see cref="None"/> where there is too little brain to tell.</returns>
    public static CuppingCurve Measure(CtVolume volume, VoxelMask brain)
    {
        var histograms = Histograms(volume, brain);
        if (histograms.Any(histogram => histogram.Sum() < FewestVoxels))
            return None;

        var medians = histograms.Select(Median).ToArray();
        var excess = new float[medians.Length];
        for (var band = medians.Length - 2; band >= 0; band--)
        {
            var cortex = CortexHu * Math.Exp(-(Centre(band) - Bands[0]) / CortexMm);
            excess[band] = (float)Math.Clamp(medians[band] - medians[^1] - cortex, excess[band + 1], Limit);
        }
        return new CuppingCurve(excess);
    }

    /// <summary>What it adds at a distance from the rim, HU.</summary>
    /// <param name="distanceMm">Distance within the slice, mm.</param>
    public float At(float distanceMm)
    {
        var above = 0;
        while (above < _excess.Length && Centre(above) < distanceMm)
            above++;
        if (above == 0 || above == _excess.Length)
            return _excess[Math.Min(above, _excess.Length - 1)];
        var part = (distanceMm - Centre(above - 1)) / (Centre(above) - Centre(above - 1));
        return float.Lerp(_excess[above - 1], _excess[above], part);
    }

    private static float Centre(int band) => (Bands[band] + Bands[band + 1]) / 2;

    /// <summary>How often each density of brain is found in each band; axis order band, HU from <see cref="LowHu"/> on.</summary>
    private static int[][] Histograms(CtVolume volume, VoxelMask brain)
    {
        var geometry = volume.Geometry;
        var histograms = Enumerable.Range(0, Bands.Length - 1).Select(_ => new int[HighHu - LowHu]).ToArray();
        var sections = Enumerable.Range(0, geometry.SliceCount).Select(brain.CountSlice).ToArray();
        var wide = Enumerable.Range(0, sections.Length).Where(slice => sections[slice] >= WideEnough * sections.Max());
        Parallel.ForEach(wide, () => new float[geometry.SliceLength], (slice, _, distances) =>
        {
            RimDistance.Measure(brain, slice, geometry, distances);
            lock (histograms)
                Count(volume.Slice(slice), distances, histograms);
            return distances;
        }, _ => { });
        return histograms;
    }

    private static void Count(ReadOnlySpan<short> hu, ReadOnlySpan<float> distances, int[][] histograms)
    {
        for (var i = 0; i < hu.Length; i++)
        {
            if (distances[i] < Bands[0] || distances[i] >= Bands[^1] || hu[i] is < LowHu or >= HighHu)
                continue;
            var band = 0;
            while (distances[i] >= Bands[band + 1])
                band++;
            histograms[band][hu[i] - LowHu]++;
        }
    }

    /// <summary>The median, HU, as if densities were spread evenly within their whole numbers.</summary>
    private static double Median(int[] histogram)
    {
        var left = histogram.Sum() / 2.0;
        var bin = 0;
        for (; left > histogram[bin]; bin++)
            left -= histogram[bin];
        return LowHu + bin - 0.5 + left / histogram[bin];
    }
}
