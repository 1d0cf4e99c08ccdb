using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Benchmarks;

/// <summary>
/// A whole study, from the zip to all results, beside the time the network alone takes for the same patches on the same cores. The difference is what everything else costs.
/// </summary>
[MemoryDiagnoser]
public class StudyBenchmarks
{
    private const string Input = "slices";

    private MeasuredStudy _study = null!;
    private InferenceSession _network = null!;
    private OrtValue _patch = null!;
    private int _patches;

    /// <summary>Models to measure.</summary>
    public static IEnumerable<string> Models => MeasuredStudy.Models("density-baseline", "phantom-compact");

    /// <summary>The model package.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    /// <summary>Makes the study and loads the model.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _study = new MeasuredStudy(Model, ScoringGrid.Exact);
        _patches = await _study.CountPatchesAsync();
        var side = ModelPackage.Load(_study.Model).Manifest.Patch;
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _network = new InferenceSession(Path.Combine(_study.Model, ModelPackage.NetworkFile), options);
        _patch = OrtValue.CreateTensorValueFromMemory(new float[3 * side * side], [1, 3, side, side]);
    }

    /// <summary>Closes the model and removes the study.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _patch.Dispose();
        _network.Dispose();
        _study.Dispose();
    }

    /// <summary>Zip to sealed results, model loaded.</summary>
    [Benchmark]
    public Task WholeStudy() => _study.Analysis.RunAsync([_study.Zip], null, CancellationToken.None);

    /// <summary>The same number of patches through the network, one at a time on each core.</summary>
    [Benchmark(Baseline = true)]
    public void NetworkAlone() => Parallel.For(0, _patches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, _ =>
    {
        using var run = new RunOptions();
        using var outputs = _network.Run(run, [Input], [_patch], ["pixel", "patch"]);
    });
}
