using PatchFcn.Testing.Privacy;

namespace PatchFcn.Cli.Tests;

/// <summary>The phantom with a planted identity, and what the command makes of it when asked to de-identify: once for all tests of a class.</summary>
public sealed class PlantedResults(AnalyzedPhantom phantom) : IAsyncLifetime
{
    /// <summary>Where study and results are.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    /// <summary>The study.</summary>
    public string Study => Path.Combine(Root, "planted");

    /// <summary>The de-identified result folder.</summary>
    public string Result { get; private set; } = "";

    /// <summary>Everything that the de-identified run wrote.</summary>
    public string[] Files => Directory.GetFiles(Path.Combine(Root, "out"), "*", SearchOption.AllDirectories);

    public async ValueTask InitializeAsync()
    {
        PlantedStudy.Make(phantom.Study, Study, IdentityTraces.Times);
        Result = await AnalyzeAsync("out", "--deidentify");
    }

    /// <summary>Analyses the study; returns the result folder.</summary>
    public Task<string> AnalyzeAsync(string output, params string[] options) => AnalyzedPhantom.AnalyzeAsync(Root, "planted", output, options);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
