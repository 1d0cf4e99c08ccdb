using PatchFcn.Inference.Models;
using PatchFcn.Testing;
using PatchFcn.Training.Models;

namespace PatchFcn.Training.Tests.Models;

public sealed class DensityBaselineTests
{
    private static string Committed => Path.Combine(TestData.RepositoryRoot, "models", "density-baseline");

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("model.json")]
    [InlineData("README.md")]
    public void Write_Baseline_GivesTheCommittedFiles(string file)
    {
        var folder = Directory.CreateTempSubdirectory("patchfcn-baseline-").FullName;
        try
        {
            BaselineCommand.Write(folder);

            Assert.Equal(File.ReadAllBytes(Path.Combine(Committed, file)), File.ReadAllBytes(Path.Combine(folder, file)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Load_CommittedPackage_IsADemonstration() =>
        Assert.Equal("demonstration", ModelPackage.Load(Committed).Manifest.IntendedUse);
}
