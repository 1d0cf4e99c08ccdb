using PatchFcn.Training.Data;
using PatchFcn.Training.Network;
using PatchFcn.Training.Sampling;
using TorchSharp;

namespace PatchFcn.Training.Learning;

/// <summary>A training run in its folder: <c>checkpoint/</c>, <c>log.csv</c> and <c>look.png</c>. What is there goes on.</summary>
internal static class TrainingSession
{
    private const int ValidationBatches = 48;

    /// <summary>Patches that the batch norms of a package are measured on.</summary>
    private const int StartPatches = 128;

    /// <summary>Where the checkpoint of a run is.</summary>
    public static string Checkpoint(string folder) => Path.Combine(folder, "checkpoint");

    /// <summary>Trains to the end, or until it is cancelled.</summary>
    /// <param name="heads">To learn from and to check with.</param>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="state">How a new run begins.</param>
    /// <param name="from">Checkpoints of other runs, or model packages, that a new run begins with (<see cref="RunStart"/>); empty: random weights.</param>
    /// <param name="cancellation">Stops after a step; the checkpoint is written.</param>
    /// <returns>Whether the run came to its end.</returns>
    /// <exception cref="InvalidDataException">Heads are at another scale than the network, or nothing can be drawn from them; or the checkpoint is damaged.</exception>
    public static bool Run(HeadSet heads, string folder, RunState state, IReadOnlyList<string> from, CancellationToken cancellation)
    {
        var checkpoint = Checkpoint(folder);
        var saved = Learning.Checkpoint.ReadState(checkpoint);
        state = saved ?? state;
        HeadSet.RequireScale([.. heads.Training, .. heads.Validation], state.Preset.Network.Scale);
        torch.manual_seed(state.Seed);
        using var network = new PatchFcnNetwork(state.Preset.Network);
        var pool = new SlicePool(heads.Training, heads.Mistakes);
        if (saved is not null)
            Learning.Checkpoint.LoadNetwork(checkpoint, network);
        else if (from.Count > 0)
            RunStart.Load(from, network, () => Sample(pool, state));

        var sampler = new PatchSampler(pool, state.Preset, Augmentation.Strong, state.Seed);
        var validation = new Validation(new PatchSampler(new SlicePool(heads.Validation), state.Preset, Augmentation.None, state.Seed), ValidationBatches);
        Directory.CreateDirectory(folder);
        var log = new RunLog(Path.Combine(folder, "log.csv"));
        var view = new RunView(state.Preset);
        return new TrainingRun(state, network, sampler, checkpoint).Train(EpochDone, view, cancellation);

        void EpochDone(Position position)
        {
            log.Write(position, view.Latest!, validation.Measure(network));
            validation.Draw(network, Path.Combine(folder, "look.png"));
        }
    }

    /// <summary>Patches of the nominal size, as the run will draw them.</summary>
    private static torch.Tensor Sample(SlicePool pool, RunState state)
    {
        var preset = state.Preset with { CropSizes = [state.Preset.Network.Patch], Batch = StartPatches };
        return new PatchSampler(pool, preset, Augmentation.Strong, state.Seed).Draw(0).InputTensor();
    }
}
