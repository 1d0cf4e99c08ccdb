using BenchmarkDotNet.Attributes;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Benchmarks;

/// <summary>From the probabilities of a 32 × 512² study with a bleed of 30 mL to its findings.</summary>
[MemoryDiagnoser]
public class AggregationBenchmarks
{
    private const int Slices = 32;
    private const int Side = 512;
    private const double PixelMm = 0.45;
    private static readonly string[] BinaryModel = [HemorrhageClass.Any];
    private static readonly string[] MulticlassModel =
        [HemorrhageClass.Subdural, HemorrhageClass.Epidural, HemorrhageClass.Intraparenchymal, HemorrhageClass.SubarachnoidOrVentricular];

    private float[][] _probabilities = [];
    private LabelledStudy _study = null!;

    /// <summary>Number of classes of the model.</summary>
    [Params(1, 4)]
    public int Classes { get; set; }

    /// <summary>A ball for a brain, with a subdural crescent of 30 mL on its left.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var corner = -(Side - 1) / 2.0 * PixelMm;
        var origins = Enumerable.Range(0, Slices).Select(i => new Vector3D(corner, corner, (i - 15.5) * 5)).ToArray();
        var geometry = new VolumeGeometry(Side, Side, PixelMm, PixelMm, new(1, 0, 0), new(0, 1, 0), origins, 5);
        var brain = new VoxelMask(geometry);
        _probabilities = [.. Enumerable.Range(0, Slices).Select(_ => new float[Classes * Side * Side])];
        for (var slice = 0; slice < Slices; slice++)
            for (var row = 0; row < Side; row++)
                for (var column = 0; column < Side; column++)
                {
                    var point = geometry.ToPatient(slice, row, column);
                    brain[slice, row, column] = point.Length < 72;
                    if (point.Length < 72 && (point + new Vector3D(20, 0, 0)).Length > 86.5)
                        _probabilities[slice][row * Side + column] = 0.9f;
                }
        var scores = Enumerable.Repeat(0.9f, Classes == 1 ? 1 : 1 + Classes).ToArray();
        var patches = Enumerable.Range(0, Slices * 25).Select(i => new ScoredPatch(i / 25, i / 5 % 5 * 68, i % 5 * 68, 240, scores)).ToList();
        _study = new LabelledStudy(
            new CtVolume(geometry), brain, new LabelVolume(geometry), new ProbabilityMap(geometry), patches, AsAcquired.Placement(geometry),
            Classes == 1 ? BinaryModel : MulticlassModel);
        Label();
    }

    /// <summary>Labels all slices, one after the other.</summary>
    [Benchmark]
    public void Label()
    {
        for (var slice = 0; slice < Slices; slice++)
            SliceLabeler.Label(_probabilities[slice], _study.Brain.Slice(slice), Side, _study.Labels.Slice(slice), _study.Probabilities.Slice(slice));
    }

    /// <summary>Finds and measures everything in the labelled study.</summary>
    [Benchmark]
    public StudyFindings Aggregate() => FindingsAggregator.Aggregate(_study);
}
