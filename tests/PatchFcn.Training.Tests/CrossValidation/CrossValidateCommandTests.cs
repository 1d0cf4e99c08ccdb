using System.CommandLine;
using System.Text.Json;
using PatchFcn.Phantoms;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.CrossValidation;

/// <summary>R64, R416: every head is scored by a network that has not seen its patient, whatever its training begins with.</summary>
[Collection(Torch.Collection)]
public sealed class CrossValidateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-training-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_FourHeadsInTwoFolds_ScoresEachOnce()
    {
        Torch.Require();
        var (heads, runs) = (WriteHeads(), Path.Combine(_folder, "runs"));
        var preset = WritePreset(rate: 1e-3);

        var exit = await CrossValidate(heads, runs, preset);

        Assert.Equal(0, exit);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(runs, "scores.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["case", "fold", "positive", "score", "dice"], lines[0]);
        Assert.Equal(["head-0", "head-1", "head-2", "head-3"], lines[1..].Select(line => line[0]));
        Assert.Equal([1, 1], lines[1..].GroupBy(line => line[1]).Select(fold => fold.Count(line => line[2] == "1")));
        Assert.All(new[] { 1, 2 }, fold => Assert.True(File.Exists(Path.Combine(runs, $"fold-{fold}", "model", "model.onnx"))));

        // R321: other folds in the same folder.
        File.Delete(Path.Combine(runs, "scores.csv"));
        Assert.Equal(1, await CrossValidate(heads, runs, preset, "--seed", "2"));
        Assert.False(File.Exists(Path.Combine(runs, "scores.csv")));
    }

    [Fact]
    public async Task Run_FromAnotherNetwork_EveryFoldBeginsWithIt()
    {
        Torch.Require();
        var (heads, first) = (WriteHeads(), Path.Combine(_folder, "first"));
        Assert.Equal(0, await CrossValidate(heads, first, WritePreset(rate: 1e-3)));
        var start = TrainingSession.Checkpoint(FoldPlan.Run(first, 1));

        // Too slow to learn anything: what a fold ends with is what it began with.
        var exit = await CrossValidate(heads, Path.Combine(_folder, "next"), WritePreset(rate: 1e-12), "--from", start);

        Assert.Equal(0, exit);
        var began = FirstLayer(start);
        Assert.All(new[] { 1, 2 }, fold => Assert.Equal(began, FirstLayer(TrainingSession.Checkpoint(FoldPlan.Run(Path.Combine(_folder, "next"), fold))), Near));
        Assert.NotEqual(began, FirstLayer(TrainingSession.Checkpoint(FoldPlan.Run(first, 2))), Near);

        static bool Near(float a, float b) => Math.Abs(a - b) < 1e-6f;
    }

    private static float[] FirstLayer(string checkpoint)
    {
        using var network = new PatchFcnNetwork(TrainingPreset.Tiny.Network);
        Checkpoint.LoadNetwork(checkpoint, network);
        return network.Backbone.parameters().First().data<float>().ToArray();
    }

    private static Task<int> CrossValidate(string heads, string runs, string preset, params string[] more) => CrossValidateCommand.Create()
        .Parse(["--data", heads, "--out", runs, "--folds", "2", "--preset", preset, .. more]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string WriteHeads()
    {
        var heads = Path.Combine(_folder, "heads");
        Directory.CreateDirectory(heads);
        for (var i = 0; i < 4; i++)
            PreparedHeadFile.Write(Path.Combine(heads, $"head-{i}.head"), Head(i));
        return heads;
    }

    private string WritePreset(double rate)
    {
        var preset = Path.Combine(_folder, "preset.json");
        File.WriteAllText(preset, JsonSerializer.Serialize(TrainingPreset.Tiny with { PatchesPerEpoch = 8, Stages = [new(TrainedPart.Pixels, rate, 1, 1)] }, PresetFile.Json));
        return preset;
    }

    private static PreparedHead Head(int seed)
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(920 + (ulong)seed, new PhantomOptions { Bleed = seed % 2 == 0 ? BleedChoice.Edh : BleedChoice.None, MatrixSize = 128, SliceSpacingMm = 6 }));
        return HeadPreparer.Prepare(new StudyWithTruth($"head-{seed}", $"patient-{seed}", phantom.Ct, phantom.Truth), TrainingPreset.Tiny.Network.Scale, out _)!;
    }
}
