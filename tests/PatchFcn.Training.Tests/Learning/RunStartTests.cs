using System.Text.Json;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Weights;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

[Collection(Torch.Collection)]
public sealed class RunStartTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    /// <summary>R265.</summary>
    [Fact]
    public void Load_SeveralCheckpoints_IsTheMeanOfTheirWeights()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        var preset = PresetFile.Find("tiny", multiclass: false);
        using var half = tensor(0.5f);
        using PatchFcnNetwork first = new(preset.Network), second = new(preset.Network), mean = new(preset.Network);
        string[] folders = [Save("first", first, preset), Save("second", second, preset)];

        RunStart.Load(folders, mean, () => throw new InvalidOperationException("A checkpoint needs no sample."));

        var (a, b) = (first.state_dict(), second.state_dict());
        Assert.All(mean.state_dict(), entry => Assert.True(allclose(a[entry.Key].add(b[entry.Key], Held.One).mul(half), entry.Value, atol: 1e-6)));
        Assert.Contains(mean.state_dict(), entry => !allclose(a[entry.Key], entry.Value, atol: 1e-3));
    }

    /// <summary>R328: branches of other classes would be noise in the mean.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Load_SeveralOfWhichOneHasOtherClasses_IsRefused(int place)
    {
        Torch.Require();
        var (binary, multiclass) = (PresetFile.Find("tiny", multiclass: false), PresetFile.Find("tiny", multiclass: true));
        using PatchFcnNetwork same = new(binary.Network), other = new(multiclass.Network), mean = new(binary.Network);
        var folders = new List<string> { Save("same", same, binary) };
        folders.Insert(place, Save("other", other, multiclass));

        var failure = Assert.Throws<InvalidDataException>(() => RunStart.Load(folders, mean, () => throw new InvalidOperationException("A checkpoint needs no sample.")));

        Assert.Contains("other classes", failure.Message);
    }

    /// <summary>R328: one alone gives its backbone.</summary>
    [Fact]
    public void Load_OneOfOtherClasses_IsItsBackbone()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        var (binary, multiclass) = (PresetFile.Find("tiny", multiclass: false), PresetFile.Find("tiny", multiclass: true));
        using PatchFcnNetwork other = new(multiclass.Network), network = new(binary.Network);

        RunStart.Load([Save("other", other, multiclass)], network, () => throw new InvalidOperationException("A checkpoint needs no sample."));

        Assert.All(network.Backbone.parameters().Zip(other.Backbone.parameters()), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Save(string name, PatchFcnNetwork network, TrainingPreset preset)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        SafeTensors.Write(Path.Combine(folder, Checkpoint.WeightsFile), network.state_dict());
        File.WriteAllText(Path.Combine(folder, "state.json"), JsonSerializer.Serialize(new RunState(preset, 1, 0), PresetFile.Json));
        return folder;
    }
}
