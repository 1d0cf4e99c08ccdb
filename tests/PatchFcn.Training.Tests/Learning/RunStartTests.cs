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
        using PatchFcnNetwork first = new(preset.Network), second = new(preset.Network), mean = new(preset.Network);
        string[] folders = [Save("first", first), Save("second", second)];

        RunStart.Load(folders, mean, () => throw new InvalidOperationException("A checkpoint needs no sample."));

        var (a, b) = (first.state_dict(), second.state_dict());
        Assert.All(mean.state_dict(), entry => Assert.True(allclose((a[entry.Key] + b[entry.Key]) / 2, entry.Value, atol: 1e-6)));
        Assert.Contains(mean.state_dict(), entry => !allclose(a[entry.Key], entry.Value, atol: 1e-3));

        string Save(string name, PatchFcnNetwork network)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
            SafeTensors.Write(Path.Combine(folder, Checkpoint.WeightsFile), network.state_dict());
            File.WriteAllText(Path.Combine(folder, "state.json"), JsonSerializer.Serialize(new RunState(preset, 1, 0), PresetFile.Json));
            return folder;
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
