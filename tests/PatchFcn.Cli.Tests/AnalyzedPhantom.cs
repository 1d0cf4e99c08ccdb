using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;

namespace PatchFcn.Cli.Tests;

/// <summary>A synthetic study and its result, made once for all tests by the command itself.</summary>
public sealed class AnalyzedPhantom : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    /// <summary>What is true of the study.</summary>
    public PhantomCase Truth { get; private set; } = null!;

    /// <summary>The study.</summary>
    public string Study => Path.Combine(_root, "study");

    /// <summary>The result folder.</summary>
    public string Result { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Truth = Write(BleedChoice.Edh, _root, "study");
        Result = await AnalyzeAsync(_root, "study", "out");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A model package that ships.</summary>
    internal static string Model(string name) => Path.Combine(AppContext.BaseDirectory, "models", name);

    /// <summary>Analyses a study with the quickest model, all outputs on; returns the result folder.</summary>
    internal static async Task<string> AnalyzeAsync(string folder, string study, string output, params string[] options)
    {
        var run = await Patchfcn.RunAsync(
            folder, ["analyze", study, "--out", output, "--device", "cpu", "--model", Model("density-baseline"), "--fractional", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Path.GetDirectoryName(Directory.GetFiles(Path.Combine(folder, output), "manifest.json", SearchOption.AllDirectories).Single())!;
    }

    /// <summary>Writes a phantom that is quick to make: a head is no less work below 160 pixels a side, and six times as much at 512.</summary>
    internal static PhantomCase Write(BleedChoice bleed, string folder, string name) =>
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = bleed, MatrixSize = 160, SliceSpacingMm = 5 })), folder, name);

    /// <summary>A copy of a folder, to be spoilt.</summary>
    internal static string Copy(string folder, string target)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
