using System.CommandLine;
using System.Text.Json;
using PatchFcn.Phantoms;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.CrossValidation;

/// <summary>R64: every head is scored by a network that has not seen its patient.</summary>
[Collection(Torch.Collection)]
public sealed class CrossValidateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-training-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_FourHeadsInTwoFolds_ScoresEachOnce()
    {
        Torch.Require();
        var (heads, runs) = (Path.Combine(_folder, "heads"), Path.Combine(_folder, "runs"));
        Directory.CreateDirectory(heads);
        for (var i = 0; i < 4; i++)
            PreparedHeadFile.Write(Path.Combine(heads, $"head-{i}.head"), Head(i));
        var preset = Path.Combine(_folder, "preset.json");
        await File.WriteAllTextAsync(preset, JsonSerializer.Serialize(
            TrainingPreset.Tiny with { PatchesPerEpoch = 8, Stages = [new(TrainedPart.Pixels, 1e-3, 1, 1)] }, PresetFile.Json), TestContext.Current.CancellationToken);

        var exit = await CrossValidate();

        Assert.Equal(0, exit);
        var lines = (await File.ReadAllLinesAsync(Path.Combine(runs, "scores.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["case", "fold", "positive", "score"], lines[0]);
        Assert.Equal(["head-0", "head-1", "head-2", "head-3"], lines[1..].Select(line => line[0]));
        Assert.Equal([1, 1], lines[1..].GroupBy(line => line[1]).Select(fold => fold.Count(line => line[2] == "1")));
        Assert.All(new[] { 1, 2 }, fold => Assert.True(File.Exists(Path.Combine(runs, $"fold-{fold}", "model", "model.onnx"))));

        // R321: other folds in the same folder.
        File.Delete(Path.Combine(runs, "scores.csv"));
        Assert.Equal(1, await CrossValidate("--seed", "2"));
        Assert.False(File.Exists(Path.Combine(runs, "scores.csv")));

        Task<int> CrossValidate(params string[] more) => CrossValidateCommand.Create()
            .Parse(["--data", heads, "--out", runs, "--folds", "2", "--preset", preset, .. more]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    private static PreparedHead Head(int seed)
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(920 + (ulong)seed, new PhantomOptions { Bleed = seed % 2 == 0 ? BleedChoice.Edh : BleedChoice.None, MatrixSize = 128, SliceSpacingMm = 6 }));
        return HeadPreparer.Prepare(new StudyWithTruth($"head-{seed}", $"patient-{seed}", phantom.Ct, phantom.Truth), TrainingPreset.Tiny.Network.Scale, out _)!;
    }
}
