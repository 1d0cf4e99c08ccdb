using BenchmarkDotNet.Attributes;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms;

namespace PatchFcn.Benchmarks;

/// <summary>Skull stripping of a phantom, as a whole and its two parts.</summary>
[MemoryDiagnoser]
public class SkullStripBenchmarks
{
    private CtVolume _volume = null!;
    private SlabCandidates[] _slabs = null!;

    /// <summary>Slice spacing in mm and matrix: an emergency scan, and a thin one.</summary>
    [Params("5 mm, 512²", "1.5 mm, 256²")]
    public string Scan { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var options = Scan == "5 mm, 512²"
            ? new PhantomOptions { MatrixSize = 512, SliceSpacingMm = 5 }
            : new PhantomOptions { MatrixSize = 256, PixelSpacingMm = 0.9, SliceSpacingMm = 1.5 };
        _volume = Phantom.Create(PhantomSpec.Draw(3, options)).Ct;
        _slabs = [SkullStripper.PrepareSlab(_volume, 0)];
    }

    [Benchmark(Baseline = true)]
    public SkullStripResult Strip() => SkullStripper.Strip(_volume);

    [Benchmark]
    public SlabCandidates PrepareSlab() => SkullStripper.PrepareSlab(_volume, 0);

    [Benchmark]
    public SkullStripResult Join() => SkullStripper.Join(_slabs, _volume.Geometry);
}
