using System.Collections;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;
using PatchFcn.Training.Packaging;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

/// <summary>A real run on little data: it learns, goes on bit for bit after a stop, and what it learned is scored by ONNX Runtime.</summary>
[Collection(Torch.Collection)]
public sealed class TrainingRunTests : IDisposable
{
    private static readonly TrainingPreset Preset = TrainingPreset.Tiny;

    private static readonly Lazy<SlicePool> Pool = new(() => new SlicePool(Enumerable.Range(0, 3).Select(i =>
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(900 + (ulong)i, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 160, SliceSpacingMm = 6 }));
        return HeadPreparer.Prepare(new StudyWithTruth($"{i}", $"{i}", phantom.Ct, phantom.Truth), Preset.Network.Scale, out _)!;
    })));

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-training-").FullName;

    [Fact]
    public void Train_TinyData_HalvesTheLossAndIsScoredByOnnxRuntime()
    {
        Torch.Require();
        manual_seed(1);
        using var network = new PatchFcnNetwork(Preset.Network);
        var losses = new List<Losses>();

        var finished = Run(network, 0, progress => losses.Add(progress.Losses), CancellationToken.None);

        Assert.True(finished);
        var stage = Preset.Stages[0].Epochs * new Schedule(Preset).StepsPerEpoch;
        Assert.True(losses[stage - 1].Pixels < losses[0].Pixels / 2, $"The loss fell from {losses[0].Pixels} to {losses[stage - 1].Pixels} only.");
        var figures = new Validation(new PatchSampler(Pool.Value, Preset, Augmentation.None, 1), batches: 4).Measure(network);
        Assert.True(figures is { Dice: > 0.3, PatchAuc: > 0.7 }, $"{figures}");
        AssertScored(network);
    }

    /// <summary>R48, R54, R390: the mean of the weights is part of the checkpoint.</summary>
    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.BFloat16)]
    public void Train_StoppedAndResumed_EndsWithTheSameWeights(Precision precision)
    {
        Torch.Require(precision);
        var preset = Preset with { Precision = precision, CropSizes = [40, 48], PatchesPerEpoch = 24, Stages = [new(TrainedPart.Pixels, 1e-3, 2, 1, Averages: true), new(TrainedPart.All, 1e-4, 1, 1)] };
        manual_seed(1);
        using var whole = new PatchFcnNetwork(preset.Network);
        Run(whole, 0, _ => { }, CancellationToken.None, preset);

        Directory.Delete(Checkpoint, recursive: true);
        manual_seed(1);
        using var stopped = new PatchFcnNetwork(preset.Network);
        using var stop = new CancellationTokenSource();
        Assert.False(Run(stopped, 0, progress => { if (progress.Step == 2) stop.Cancel(); }, stop.Token, preset));
        var state = Training.Learning.Checkpoint.ReadState(Checkpoint)!;
        using var resumed = new PatchFcnNetwork(state.Preset.Network);
        Training.Learning.Checkpoint.LoadNetwork(Checkpoint, resumed);
        Run(resumed, state.Step, _ => { }, CancellationToken.None, preset);

        Assert.Equal(2, state.Step);
        Assert.All(whole.state_dict().Zip(resumed.state_dict()), pair => Assert.True(pair.First.Value.equal(pair.Second.Value).all().item<bool>(), pair.First.Key));
    }

    /// <summary>R390.</summary>
    [Fact]
    public void Train_StageThatAverages_EndsWithTheMeanOfTheWeightsAfterEachStep()
    {
        Torch.Require();
        var preset = Preset with { CropSizes = [40], PatchesPerEpoch = 24, Stages = [new(TrainedPart.Pixels, 1e-3, 1, 1, Averages: true)] };
        manual_seed(1);
        using var network = new PatchFcnNetwork(preset.Network);
        var weights = network.PixelBranch.parameters().First();
        var seen = new List<float[]>();

        Run(network, 0, _ => seen.Add(weights.data<float>().ToArray()), CancellationToken.None, preset);

        Assert.Equal(3, seen.Count);
        Assert.All(weights.data<float>().ToArray().Index(), weight => Assert.Equal(seen.Average(step => step[weight.Index]), weight.Item, 1e-6));
        Assert.NotEqual(seen[^1], weights.data<float>().ToArray());
    }

    /// <summary>R342: a stage of a lower rate goes on with the patch branch of the stage before; it began anew from the pixels each time.</summary>
    [Fact]
    public void Train_TwoStagesOfPatches_SecondKeepsWhatTheFirstLearned()
    {
        Torch.Require();
        var learn = new TrainingStage(TrainedPart.Patches, 1e-3, 1, 1);
        var preset = Preset with { Network = Preset.Network with { Patch = 40 }, CropSizes = [40], PatchesPerEpoch = 16, Stages = [learn] };

        using var once = Trained(preset);
        using var kept = Trained(preset with { Stages = [learn, learn with { Rate = 0 }] });

        Assert.All(once.PatchBranch.named_parameters().Zip(kept.PatchBranch.named_parameters()), pair =>
            Assert.True(pair.First.parameter.equal(pair.Second.parameter).all().item<bool>(), pair.First.name));

        PatchFcnNetwork Trained(TrainingPreset stages)
        {
            manual_seed(1);
            var network = new PatchFcnNetwork(stages.Network);
            Assert.True(Run(network, 0, _ => { }, CancellationToken.None, stages));
            Directory.Delete(Checkpoint, recursive: true);
            return network;
        }
    }

    /// <summary>R54: where drawing is slower than learning, Ctrl-C nearly always comes while a minibatch is waited for.</summary>
    [Fact]
    public void Train_StoppedWhileItWaitsForAMinibatch_SavesWhatIsDone()
    {
        Torch.Require();
        manual_seed(1);
        using var network = new PatchFcnNetwork(Preset.Network);
        using var stop = new CancellationTokenSource();
        using var sizes = new HeldSizes(Preset.CropSizes[0], draws: 2);

        var finished = Run(network, 0, progress => { if (progress.Step == 2) _ = Task.Run(StopLater); }, stop.Token, Preset with { CropSizes = sizes });

        Assert.False(finished);
        Assert.Equal(2, Training.Learning.Checkpoint.ReadState(Checkpoint)!.Step);

        async Task StopLater()
        {
            await Task.Delay(300);
            await stop.CancelAsync();
            sizes.Release();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Checkpoint => Path.Combine(_folder, "checkpoint");

    private bool Run(PatchFcnNetwork network, long step, Action<RunProgress> progress, CancellationToken cancellation, TrainingPreset? preset = null)
    {
        var state = new RunState(preset ?? Preset, 1, step);
        var sampler = new PatchSampler(Pool.Value, state.Preset, Augmentation.Strong, state.Seed);
        return new TrainingRun(state, network, sampler, Checkpoint).Train(_ => { }, new Listener(progress), cancellation);
    }

    private void AssertScored(PatchFcnNetwork network)
    {
        network.eval();
        var package = Path.Combine(_folder, "tiny");
        ModelPackage.Save(package, network.Spec.ToManifest("tiny", "1.0.0", OperatingPointTable.NotMeasured, "Three phantoms."), NetworkExporter.Export(network));
        using var scorer = new PatchScorer(ModelPackage.Load(package), new ScorerOptions { Threads = 1 });
        var side = Preset.Network.Patch;
        var scores = new SliceScorer(scorer).Score(new float[3 * side * side], side, side, ScoringGrid.Full);
        Assert.Single(scores.Patches);
    }

    /// <summary>One size of crops, of which so many can be drawn until it is released.</summary>
    private sealed class HeldSizes(int size, int draws) : IReadOnlyList<int>, IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private int _drawn;

        public int Count => 1;

        public int this[int index]
        {
            get
            {
                if (Interlocked.Increment(ref _drawn) > draws)
                    _released.Wait(TimeSpan.FromSeconds(60));
                return size;
            }
        }

        public void Release() => _released.Set();

        public IEnumerator<int> GetEnumerator() => Enumerable.Repeat(size, 1).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public void Dispose() => _released.Dispose();
    }

    private sealed class Listener(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
