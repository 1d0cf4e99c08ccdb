using System.Text.Json.Nodes;
using PatchFcn.Core.Patches;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Training.Models;

namespace PatchFcn.Inference.Tests.Models;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryPackage _package = new(new RandomNetwork(classes: 4));

    public void Dispose() => _package.Dispose();

    [Fact]
    public void Load_SavedPackage_HasTheManifestThatWasSaved()
    {
        var manifest = new RandomNetwork(classes: 4).Manifest(48, 16, fill: 0.25f) with { PixelSpacingMm = 0.5, Edge = EdgeRule.Fill };
        ModelPackage.Save(_package.Folder, manifest, [1, 2, 3]);

        var loaded = _package.Load().Manifest;

        Assert.Equal(64, loaded.Sha256.Length);
        Assert.Equal((0.5, EdgeRule.Fill, 0.25f, new HuWindow(0, 100)), (loaded.PixelSpacingMm!.Value, loaded.Edge, loaded.FillValue, loaded.HuWindow));
        Assert.Equal(["sdh", "edh", "iph", "sah-ivh"], loaded.Classes);
        Assert.Equal(new OperatingPoint(0.5, null, null, "Nothing."), loaded.OperatingPoints["dense"]["default"]);
    }

    [Theory]
    [InlineData(ModelPackage.ManifestFile)]
    [InlineData(ModelPackage.NetworkFile)]
    public void Load_FileMissing_NamesIt(string file)
    {
        File.Delete(Path.Combine(_package.Folder, file));

        Assert.Contains(file, Failure(ModelPackageException.FileMissing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NetworkOfAnotherPackage_IsAHashMismatch()
    {
        File.WriteAllBytes(_package.NetworkPath, new RandomNetwork(classes: 4, seed: 2).Build());

        Failure(ModelPackageException.HashMismatch);
    }

    [Theory]
    [InlineData("sha256", "\"ABC\"", "sha256")]
    [InlineData("patch", "4", "patch is 4")]
    [InlineData("stride", "49", "stride is 49")]
    [InlineData("channels", "5", "channels is 5")]
    [InlineData("huWindow", "{ \"low\": 80, \"high\": 0 }", "huWindow")]
    [InlineData("huWindow", "[0, 80]", "huWindow")]
    [InlineData("fillValue", "-1", "fillValue")]
    [InlineData("pixelSpacingMm", "0", "pixelSpacingMm is 0")]
    [InlineData("slabMm", "-5", "slabMm")]
    [InlineData("neighbourMm", "\"5\"", "neighbourMm")]
    [InlineData("edge", "\"mirror\"", "edge")]
    [InlineData("edge", "1", "edge")]
    [InlineData("classes", "[\"ich\"]", "classes")]
    [InlineData("classes", "[\"edh\", \"sdh\", \"iph\", \"sah-ivh\"]", "classes")]
    [InlineData("operatingPoints", "{}", "operatingPoints")]
    [InlineData("operatingPoints", "{ \"fast\": {} }", "operatingPoints")]
    [InlineData("operatingPoints", "{ \"full\": { \"default\": { \"threshold\": 1.5, \"sensitivity\": null, \"specificity\": null, \"measuredOn\": \"x\" } } }", "threshold")]
    [InlineData("operatingPoints", "{ \"full\": null }", "operatingPoints.full")]
    [InlineData("operatingPoints", "{ \"full\": { \"default\": null } }", "operatingPoints.full.default is null")]
    [InlineData("classes", "[null]", "classes")]
    [InlineData("intendedUse", "\"fun\"", "intendedUse")]
    [InlineData("trainedOn", "null", "trainedOn")]
    [InlineData("name", "\" \"", "name")]
    [InlineData("name", "\"Universitäts-Netz\"", "ASCII")]
    [InlineData("version", "\"1\\\\2\"", "ASCII")]
    [InlineData("version", "\"1.2.3-0123456789012345678901234567890123456789012345678901234567890\"", "64")]
    [InlineData("extra", "1", "extra")]
    public void Load_ValueThatIsNotAllowed_NamesTheMember(string member, string json, string expected)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(_package.ManifestPath))!.AsObject();
        manifest[member] = JsonNode.Parse(json);
        File.WriteAllText(_package.ManifestPath, manifest.ToJsonString());

        Assert.Contains(expected, Failure(ModelPackageException.ManifestInvalid).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}")]
    public void Load_NoManifestAtAll_IsInvalid(string json)
    {
        File.WriteAllText(_package.ManifestPath, json);

        Failure(ModelPackageException.ManifestInvalid);
    }

    [Fact]
    public void Load_AnyMemberMissing_NamesIt()
    {
        var whole = File.ReadAllText(_package.ManifestPath);
        foreach (var member in JsonNode.Parse(whole)!.AsObject().Select(pair => pair.Key).ToList())
        {
            var manifest = JsonNode.Parse(whole)!.AsObject();
            manifest.Remove(member);
            File.WriteAllText(_package.ManifestPath, manifest.ToJsonString());

            Assert.Contains(member, Failure(ModelPackageException.ManifestInvalid).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("low")]
    [InlineData("high")]
    public void Load_HalfAWindow_IsNotTakenForZero(string member)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(_package.ManifestPath))!.AsObject();
        manifest["huWindow"]!.AsObject().Remove(member);
        File.WriteAllText(_package.ManifestPath, manifest.ToJsonString());

        Assert.Contains(member, Failure(ModelPackageException.ManifestInvalid).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OperatingPoint_UnknownNameOrGrid_SaysWhichThereAre()
    {
        var manifest = _package.Load().Manifest;

        Assert.Equal(0.5, manifest.OperatingPoint(ScoringGrid.Dense).Threshold);
        var exception = Assert.Throws<ModelPackageException>(() => manifest.OperatingPoint(ScoringGrid.Full, "sensitive"));
        Assert.Equal(ModelPackageException.OperatingPointUnknown, exception.Name);
        Assert.Contains("only default", exception.Message, StringComparison.Ordinal);
    }

    private ModelPackageException Failure(string name)
    {
        var exception = Assert.Throws<ModelPackageException>(_package.Load);
        Assert.Equal(name, exception.Name);
        return exception;
    }
}
