using PatchFcn.Phantoms.Randomness;

namespace PatchFcn.Phantoms.Specs;

/// <summary>Makers whose habits the phantoms imitate.</summary>
internal enum ScannerMaker
{
    Ge,
    Siemens,
}

/// <summary>The scanner and how it was used. Lengths in mm.</summary>
internal sealed record ScannerSpec
{
    public required ScannerMaker Maker { get; init; }
    public required string Model { get; init; }
    public required string Kernel { get; init; }
    public required double KernelFwhmMm { get; init; }
    public required double EdgeEnhancement { get; init; }
    public required double NoiseHu { get; init; }
    public required double Kvp { get; init; }
    public required double TubeCurrent { get; init; }
    public required int MatrixSize { get; init; }
    public required double PixelSpacingMm { get; init; }
    public required double SliceSpacingMm { get; init; }
    public required double SliceThicknessMm { get; init; }
    public required double TiltDegrees { get; init; }
    public required double BeamHardening { get; init; }
    public required double CuppingHu { get; init; }

    /// <summary>Radiation from beside the focal spot, and scatter: what bone of 1000 HU adds in its middle, spread as a normal distribution of <see cref="HaloMm"/>. Below 0 where it is corrected too much.</summary>
    public required double HaloHu { get; init; }

    public required double HaloMm { get; init; }
    public required double HolderRadiusMm { get; init; }
    public required double HolderHu { get; init; }
    public required double MotionMm { get; init; }
    public required double CoverageBelowMm { get; init; }
    public required bool CountsDown { get; init; }
    public required uint NoiseSeed { get; init; }

    internal static ScannerSpec Draw(PhantomRandom random, PhantomOptions options)
    {
        var maker = random.Pick(ScannerMaker.Ge, ScannerMaker.Siemens);
        var (kernel, fwhm, edge) = maker == ScannerMaker.Ge
            ? random.PickWeighted((("STANDARD", 1.05, 0.35), 3.0), (("SOFT", 1.35, -0.2), 1.0), (("DETAIL", 0.85, 0.8), 0.25), (("SOFT ASIR", 1.9, -0.5), 0.5))
            : random.PickWeighted((("H30s", 1.3, -0.1), 2.0), (("J40s", 1.05, 0.35), 2.0), (("H40s", 1.0, 0.5), 1.0), (("H31s", 1.3, 0.0), 1.0), (("H20s", 1.7, -0.7), 0.5), (("J30s SAFIRE", 2.1, -0.3), 0.5));
        var matrix = options.MatrixSize ?? 512;
        // Drawn even where the options decide, so that an option changes nothing but what it names.
        var drawnSpacing = random.PickWeighted((5.0, 6.0), (4.8, 0.7), (3.75, 0.5), (3.0, 1.0), (2.5, 1.5), (1.25, 0.3), (1.0, 0.2), (0.625, 0.1));
        var drawnField = random.Uniform(212, 256);
        var spacing = options.SliceSpacingMm ?? drawnSpacing;
        var (low, high) = random.PickWeighted(((1.3, 2.2), 0.12), ((2.2, 5.0), 0.73), ((5.0, 8.0), 0.15));
        var noise = random.LogUniform(low, high);
        return new ScannerSpec
        {
            Maker = maker,
            Model = maker == ScannerMaker.Ge
                ? random.Pick("LightSpeed VCT", "Discovery CT750 HD", "Revolution CT", "Optima CT660")
                : random.Pick("Sensation 64", "SOMATOM Definition AS+", "SOMATOM Definition Flash", "SOMATOM Force"),
            Kernel = kernel,
            KernelFwhmMm = fwhm * random.Uniform(0.93, 1.07),
            EdgeEnhancement = edge + random.Uniform(-0.12, 0.12),
            // Noise as read in white matter of the finished slices; thin slices are noisier, though protocols make up for some of it.
            NoiseHu = Math.Min(8, noise * Math.Sqrt(Math.Sqrt(5 / Math.Clamp(spacing, 0.6, 5)))),
            Kvp = random.PickWeighted((120.0, 8), (100.0, 1), (140.0, 1)),
            TubeCurrent = Math.Round(random.Uniform(120, 420)),
            MatrixSize = matrix,
            PixelSpacingMm = options.PixelSpacingMm ?? Math.Round(drawnField / matrix, 6),
            SliceSpacingMm = spacing,
            SliceThicknessMm = spacing,
            TiltDegrees = random.Chance(0.3) ? Math.Round(random.Uniform(-22, 22), 1) : 0,
            BeamHardening = random.Uniform(0.3, 1.3) * (random.Chance(0.15) ? 2 : 1),
            CuppingHu = random.Normal(2.5, 2.5),
            HolderRadiusMm = random.Chance(0.85) ? random.Uniform(104, 128) : 0,
            HolderHu = random.Uniform(-350, 150),
            MotionMm = random.Chance(0.1) ? random.Uniform(1, 4) : 0,
            CoverageBelowMm = random.Uniform(58, 84),
            CountsDown = random.Chance(0.3),
            NoiseSeed = (uint)random.NextUInt64(),
            HaloHu = random.PickWeighted((0.0, 0.4), (random.Uniform(4, 32), 0.5), (random.Uniform(-12, 0), 0.1)),
            HaloMm = random.Uniform(2.5, 6),
        };
    }
}
