using System.IO.Compression;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Benchmarks;

/// <summary>A zip of 33 slices of 512² with an epidural hematoma, and the analysis that is timed on it.</summary>
internal sealed class MeasuredStudy : IDisposable
{
    /// <summary>Names a model package beside those of the repository that is to be measured too.</summary>
    private const string OtherModel = "PATCHFCN_BENCHMARK_MODEL";

    /// <summary>Device to measure on, <c>cpu</c> unless another is named.</summary>
    private const string DeviceName = "PATCHFCN_BENCHMARK_DEVICE";

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public MeasuredStudy(string model, ScoringGrid grid)
    {
        Model = Path.Combine(TestData.RepositoryRoot, "models", model);
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, SliceSpacingMm = 5 })), _folder, "study");
        ZipFile.CreateFromDirectory(Path.Combine(_folder, "study"), Zip);
        Analysis = new LocalAnalysis(new AnalysisSetup(Model, grid, ModelPackage.DefaultOperatingPoint, Device), _folder);
    }

    /// <summary>Model packages that are measured: names of those that ship, paths of others.</summary>
    public static IEnumerable<string> Models(params string[] shipped) =>
        Environment.GetEnvironmentVariable(OtherModel) is { Length: > 0 } other ? [.. shipped, Path.GetFullPath(other)] : shipped;

    private static ComputeDevice Device =>
        Environment.GetEnvironmentVariable(DeviceName) is { Length: > 0 } name ? Enum.Parse<ComputeDevice>(name, ignoreCase: true) : ComputeDevice.Cpu;

    /// <summary>Folder of the model package.</summary>
    public string Model { get; }

    /// <summary>The study as it is uploaded.</summary>
    public string Zip => Path.Combine(_folder, "study.zip");

    public LocalAnalysis Analysis { get; }

    /// <summary>Analyses it once, and tells how many patches the network is run on.</summary>
    public async Task<int> CountPatchesAsync()
    {
        var outcome = await Analysis.RunAsync([Zip], null, CancellationToken.None);
        await using var json = File.OpenRead(Path.Combine(Analysis.Locate(outcome.ResultPath), "report.json"));
        var report = await ReportJson.ReadAsync(json);
        var patches = report.Slices.Sum(slice => slice.Patches);
        Console.WriteLine($"// {report.Study.SliceCount} slices of {report.Study.Rows}x{report.Study.Columns}, {patches} patches");
        return patches;
    }

    public void Dispose()
    {
        Analysis.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
