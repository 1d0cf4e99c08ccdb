using System.CommandLine;
using PatchFcn.Inference.Models;

namespace PatchFcn.Cli.Tests;

/// <summary>R381: a model that is none is told of before any study is read.</summary>
public sealed class AnalysisOptionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ModelFolderThatDoesNotExist_IsRefused() =>
        Assert.Equal(ModelPackageException.FileMissing, Assert.Throws<ModelPackageException>(() => Read(Path.Combine(_folder, "none"))).Name);

    [Fact]
    public void Read_ManifestThatIsNotValid_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder, ModelPackage.ManifestFile), "{}");

        Assert.Equal(ModelPackageException.ManifestInvalid, Assert.Throws<ModelPackageException>(() => Read(_folder)).Name);
    }

    [Fact]
    public void Read_ModelThatShips_IsTaken() => Assert.Equal(AnalyzedPhantom.Model("density-baseline"), Read(AnalyzedPhantom.Model("density-baseline")).ModelFolder);

    private static Workflow.AnalysisSetup Read(string model)
    {
        var (command, options) = (new Command("any"), new AnalysisOptions());
        options.AddTo(command);
        return options.Read(command.Parse(["--model", model]));
    }
}
