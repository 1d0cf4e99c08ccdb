using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Benchmarks;

/// <summary>
/// A whole study, from the zip to all results, beside the time the network alone takes for the same patches on the same cores. The difference is what everything else costs.
/// </summary>
[MemoryDiagnoser]
public class StudyBenchmarks
{
    private const string Input = "slices";

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private LocalAnalysis _analysis = null!;
    private InferenceSession _network = null!;
    private OrtValue _patch = null!;
    private int _patches;

    private static string Model => Path.Combine(TestData.RepositoryRoot, "models", "density-baseline");

    private string Zip => Path.Combine(_folder, "study.zip");

    /// <summary>A study of 30-odd slices of 512², with an epidural hematoma.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, SliceSpacingMm = 5 })), _folder, "study");
        ZipFile.CreateFromDirectory(Path.Combine(_folder, "study"), Zip);
        _analysis = new LocalAnalysis(new LocalAnalysisSettings(Model, ScoringGrid.Exact, ModelPackage.DefaultOperatingPoint, ComputeDevice.Cpu), _folder);
        var outcome = await _analysis.RunAsync([Zip], null, CancellationToken.None);
        await using var json = File.OpenRead(Path.Combine(_analysis.Locate(outcome.ResultPath), "report.json"));
        var report = await ReportJson.ReadAsync(json);
        _patches = report.Slices.Sum(slice => slice.Patches);

        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _network = new InferenceSession(Path.Combine(Model, ModelPackage.NetworkFile), options);
        _patch = OrtValue.CreateTensorValueFromMemory(new float[3 * 240 * 240], [1, 3, 240, 240]);
        Console.WriteLine($"// {report.Study.SliceCount} slices of {report.Study.Rows}x{report.Study.Columns}, {_patches} patches");
    }

    /// <summary>Closes the model and removes the study.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _analysis.Dispose();
        _patch.Dispose();
        _network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Zip to sealed results, model loaded.</summary>
    [Benchmark]
    public Task WholeStudy() => _analysis.RunAsync([Zip], null, CancellationToken.None);

    /// <summary>The same number of patches through the network, one at a time on each core.</summary>
    [Benchmark(Baseline = true)]
    public void NetworkAlone() => Parallel.For(0, _patches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, _ =>
    {
        using var run = new RunOptions();
        using var outputs = _network.Run(run, [Input], [_patch], ["pixel", "patch"]);
    });
}
