using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

/// <summary>R267: a minibatch whose gradient is not a number teaches nothing, and does no harm; where all are so, the run ends with a reason.</summary>
[Collection(Torch.Collection)]
public sealed class TrainerTests
{
    private static readonly TrainingPreset Preset = PresetFile.Find("tiny", multiclass: false);

    [Fact]
    public void Step_GradientThatIsNoNumber_MovesNothing()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(Preset.Network);
        using var trainer = new Trainer(network, Preset, TrainedPart.Pixels);
        var before = network.parameters().Select(weights => weights.clone()).ToList();

        var losses = trainer.Step(Batch(density: float.NaN), 0.1);

        Assert.Null(losses);
        Assert.All(network.parameters().Zip(before), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Fact]
    public void Step_GradientsThatStayNoNumbers_EndTheRun()
    {
        Torch.Require();
        using var network = new PatchFcnNetwork(Preset.Network);
        using var trainer = new Trainer(network, Preset, TrainedPart.Pixels);
        var batch = Batch(density: float.NaN);

        var failure = Assert.Throws<InvalidDataException>(() =>
        {
            for (var i = 0; i < 100; i++)
                trainer.Step(batch, 0.1);
        });

        Assert.Contains("diverged", failure.Message);
    }

    [Fact]
    public void Step_Numbers_MoveTheWeights()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(Preset.Network);
        using var trainer = new Trainer(network, Preset, TrainedPart.Pixels);
        var before = network.PixelBranch.weight.clone();

        Assert.NotNull(trainer.Step(Batch(density: 0.4f), 0.1));

        Assert.False(allclose(before, network.PixelBranch.weight));
    }

    /// <summary>R327: patches of which none is decided teach the pixel branch what they can.</summary>
    [Fact]
    public void Step_NoPatchIsDecided_TeachesPixelsAlone()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(Preset.Network);
        using var trainer = new Trainer(network, Preset, TrainedPart.All);
        var (pixels, patches) = (network.PixelBranch.weight.clone(), network.PatchBranch.parameters().Select(weights => weights.clone()).ToList());

        var losses = trainer.Step(Undecided(), 0.1);

        Assert.Equal(0, losses!.Value.Patches);
        Assert.True(double.IsFinite(losses.Value.Pixels));
        Assert.False(allclose(pixels, network.PixelBranch.weight));
        Assert.All(network.PatchBranch.parameters().Zip(patches), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    /// <summary>R327: a patch branch that is told nothing stays as it is, and nobody is told of a loss that is no number.</summary>
    [Fact]
    public void Step_NoPatchIsDecidedForThePatchBranch_MovesNothing()
    {
        Torch.Require();
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(Preset.Network);
        using var trainer = new Trainer(network, Preset, TrainedPart.Patches);
        var before = network.parameters().Select(weights => weights.clone()).ToList();

        Assert.All(Enumerable.Repeat(Undecided(), 50), batch => Assert.Null(trainer.Step(batch, 0.1)));

        Assert.All(network.parameters().Zip(before), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    /// <summary>R269: numbers that are wrong without an error are found before anything is learned from them.</summary>
    [Fact]
    public void Step_BFloat16_IsTakenOrRefusedAsTheProcessorReckons()
    {
        Torch.Require();
        var preset = Preset with { Precision = Precision.BFloat16 };
        using var network = new PatchFcnNetwork(preset.Network);

        var failure = Record.Exception(() =>
        {
            using var trainer = new Trainer(network, preset, TrainedPart.Pixels);
            trainer.Step(Batch(density: 0.4f), 0.01);
        });

        Assert.Equal(Torch.HasBFloat16, failure is null);
        Assert.True(failure is null or InvalidDataException, failure?.ToString());
    }

    private static PatchBatch Undecided() => Batch(density: 0.4f) with { Patches = [PatchBatch.Unknown, PatchBatch.Unknown] };

    private static PatchBatch Batch(float density)
    {
        const int Side = 40;
        var inputs = new float[2 * AnalysisGrid.Channels * Side * Side];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = density * (i % 7) / 7;
        return new PatchBatch(2, Side, inputs, [.. Enumerable.Range(0, 2 * Side * Side).Select(i => (long)(i % 2))], [0, 1]);
    }
}
