using PatchFcn.Inference.Models;

namespace PatchFcn.Workflow.Tests;

/// <summary>R222: the same input, model and settings have the same id, and nothing else has.</summary>
public sealed class InstanceIdTests : IDisposable
{
    private readonly string _package = Directory.CreateTempSubdirectory().FullName;

    public InstanceIdTests()
    {
        foreach (var file in Directory.GetFiles(PhantomStudy.Settings.ModelFolder))
            File.Copy(file, Path.Combine(_package, Path.GetFileName(file)));
    }

    [Fact]
    public void Of_SamePackageElsewhere_IsTheSame() => Assert.Equal(Id(PhantomStudy.Settings.ModelFolder), Id(_package));

    [Fact]
    public void Of_SameNetworkAtAnotherThreshold_IsAnother()
    {
        var before = Id(_package);
        var manifest = Path.Combine(_package, ModelPackage.ManifestFile);
        using (var model = Load(_package))
        {
            var threshold = $"\"threshold\": {model.Manifest.OperatingPoints.Values.First()["default"].Threshold}";
            var json = File.ReadAllText(manifest);
            Assert.Contains(threshold, json, StringComparison.Ordinal);
            File.WriteAllText(manifest, json.Replace(threshold, "\"threshold\": 0.123", StringComparison.Ordinal));
        }

        Assert.NotEqual(before, Id(_package));
    }

    public void Dispose() => Directory.Delete(_package, recursive: true);

    private static string Id(string package)
    {
        using var model = Load(package);
        return InstanceId.Of("content", Settings(package).With(model));
    }

    private static LoadedModel Load(string package) => LoadedModel.For(Settings(package));

    private static AnalysisSetup Settings(string package) => PhantomStudy.Settings with { ModelFolder = package };
}
