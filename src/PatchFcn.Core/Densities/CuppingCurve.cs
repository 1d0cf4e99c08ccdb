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

    /// <summary>More slices than that tell no more: of thin ones every second, third and so on is measured.</summary>
    private const int EnoughSlices = 16;

    /// <summary>Fewest voxels that a band is measured by.</summary>
    private const int FewestVoxels = 500;

    /// <summary>Brain itself is denser near its rim, for cortex lies there: that much at the first band, falling off over that many mm. Measured on real heads of scanners without cupping.</summary>
    private const double CortexHu = 3, CortexMm = 12;

    /// <summary>Most that is taken for cupping, HU.</summary>
    private const float Limit = 15;

    /// <summary>Bounds in mm of the bands. Nearer the rim, voxels hold bone.</summary>
    private static readonly float[] Bands = [3, 5, 8, 12, 17, 23, 30, 40];

    /// <summary>HU by whole mm of distance from the rim, up to the middle of the innermost band.</summary>
    private readonly float[] _excess;

    private CuppingCurve(ReadOnlySpan<float> bands)
    {
        _excess = new float[(int)Centre(bands.Length - 1) + 1];
        for (int mm = 0, band = 0; mm < _excess.Length; mm++)
        {
            while (Centre(band) < mm)
                band++;
            _excess[mm] = band == 0 ? bands[0] : float.Lerp(bands[band - 1], bands[band], (mm - Centre(band - 1)) / (Centre(band) - Centre(band - 1)));
        }
    }

    /// <summary>No cupping.</summary>
    public static CuppingCurve None { get; } = new(stackalloc float[Bands.Length - 1]);

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
    /// <param name="distanceMm">Distance within the slice, mm, from 0 on.</param>
    public float At(float distanceMm)
    {
        var mm = (int)distanceMm;
        return mm < _excess.Length - 1 ? float.Lerp(_excess[mm], _excess[mm + 1], distanceMm - mm) : _excess[^1];
    }

    private static float Centre(int band) => (Bands[band] + Bands[band + 1]) / 2;

    /// <summary>How often each density of brain is found in each band; axis order band, HU from <see cref="LowHu"/> on.</summary>
    private static int[][] Histograms(CtVolume volume, VoxelMask brain)
    {
        var histograms = Enumerable.Range(0, Bands.Length - 1).Select(_ => new int[HighHu - LowHu]).ToArray();
        var sections = Enumerable.Range(0, brain.Slices).Select(brain.CountSlice).ToArray();
        var least = WideEnough * sections.Max();
        var wide = Enumerable.Range(0, sections.Length).Where(slice => sections[slice] >= least).ToArray();
        var sample = wide.Where((_, i) => i % (1 + wide.Length / EnoughSlices) == 0);
        Parallel.ForEach(sample, () => new RimDistance(brain, volume.Geometry), (slice, _, distance) =>
        {
            distance.Measure(slice);
            lock (histograms)
                Count(volume.Slice(slice), distance, histograms);
            return distance;
        }, _ => { });
        return histograms;
    }

    private static void Count(ReadOnlySpan<short> slice, RimDistance distance, int[][] histograms)
    {
        for (var row = distance.Box.Row; row < distance.Box.RowEnd; row++)
        {
            var distances = distance.Row(row);
            var hu = slice.Slice(distance.Start(row), distances.Length);
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
