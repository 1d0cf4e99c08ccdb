using System.Diagnostics;
using System.Threading.Channels;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;
using TorchSharp;

namespace PatchFcn.Training.Learning;

/// <summary>How far a run is.</summary>
/// <param name="Position">Stage, epoch and step.</param>
/// <param name="Step">Minibatches done.</param>
/// <param name="Steps">Minibatches of the whole run.</param>
/// <param name="Losses">Running mean of the losses.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="PatchesPerSecond">Running mean of the speed.</param>
/// <param name="Left">Time left at this speed, without what is done between epochs.</param>
internal sealed record RunProgress(Position Position, long Step, long Steps, Losses Losses, double Rate, double PatchesPerSecond, TimeSpan Left);

/// <summary>The three stages of training, from the first step or from a checkpoint.</summary>
/// <param name="state">Where to begin.</param>
/// <param name="network">The network, with the weights of that moment.</param>
/// <param name="sampler">Where minibatches come from.</param>
/// <param name="folder">Folder of the checkpoint.</param>
internal sealed class TrainingRun(RunState state, PatchFcnNetwork network, PatchSampler sampler, string folder)
{
    /// <summary>Minibatches that are drawn ahead.</summary>
    private const int Ahead = 6;

    /// <summary>Minibatches that the start of the patch branch is measured on.</summary>
    private const int StartBatches = 24;

    /// <summary>Minibatches that the batch norms are measured on after every epoch.</summary>
    private const int NormBatches = 48;

    /// <summary>Weight of the newest value in a running mean.</summary>
    private const double Newest = 0.05;

    private readonly Schedule _schedule = new(state.Preset);

    /// <summary>Trains to the end, or until it is cancelled; a checkpoint is written after every epoch and on the way out.</summary>
    /// <param name="epochDone">Called after every epoch.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Stops after the step that is being done.</param>
    /// <returns>Whether the run came to its end.</returns>
    public bool Train(Action<Position> epochDone, IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = DrawAhead(state.Step, stop.Token);
        var watch = Stopwatch.StartNew();
        var (mean, stepSeconds) = (default(Losses), 0.0);
        Trainer? trainer = null;
        var (step, saved) = (state.Step, state.Step);
        for (; step < _schedule.Steps && !cancellation.IsCancellationRequested; step++)
        {
            var position = _schedule.At(step);
            trainer = TrainerAt(step, position, trainer);
            if (!batches.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() || !batches.TryRead(out var batch))
                break;
            var rate = state.Preset.Stages[position.Stage].RateAt(position.Epoch);
            var begins = step == state.Step || position is { Epoch: 0, Step: 0 };
            if (trainer.Step(batch, rate) is { } losses)
                mean = new(Mean(mean.Pixels, losses.Pixels, begins), Mean(mean.Patches, losses.Patches, begins));
            stepSeconds = Mean(stepSeconds, watch.Elapsed.TotalSeconds, begins);
            watch.Restart();
            progress.Report(new RunProgress(position, step + 1, _schedule.Steps, mean, rate, state.Preset.Batch / stepSeconds,
                TimeSpan.FromSeconds(stepSeconds * (_schedule.Steps - step - 1))));
            if (position.Step < _schedule.StepsPerEpoch - 1)
                continue;
            if (position.Epoch == state.Preset.Stages[position.Stage].Epochs - 1)
                trainer.Optimizer.TakeAverage();
            MeasureNorms(state.Preset.Stages[position.Stage].Trains);
            saved = step + 1;
            Checkpoint.Save(folder, state with { Step = saved }, network, trainer);
            epochDone(position);
            watch.Restart(); // judging is no training
        }
        if (step > saved)
            Checkpoint.Save(folder, state with { Step = step }, network, trainer!);
        stop.Cancel();
        trainer?.Dispose();
        return !cancellation.IsCancellationRequested;
    }

    /// <summary>The trainer of the stage: a new one where a stage begins, with the momentum of the checkpoint where the run goes on within one.</summary>
    private Trainer TrainerAt(long step, Position position, Trainer? current)
    {
        var stageBegins = position is { Epoch: 0, Step: 0 };
        if (current is not null && !stageBegins)
            return current;
        current?.Dispose();
        if (stageBegins && PatchesBegin(position.Stage))
            PatchStart.Apply(network, Inputs(StartBatches, TrainedPart.Patches));
        var stage = state.Preset.Stages[position.Stage];
        var trainer = new Trainer(network, state.Preset, stage.Trains, stage.Averages);
        if (!stageBegins && step == state.Step)
            Checkpoint.LoadMomentum(folder, trainer);
        return trainer;
    }

    /// <summary>Whether the patch branch begins with a stage: one that goes on from a stage of patches keeps what that has learned.</summary>
    private bool PatchesBegin(int stage) => state.Preset.PatchesFromPixels && state.Preset.Stages[stage].Trains == TrainedPart.Patches
        && (stage == 0 || state.Preset.Stages[stage - 1].Trains == TrainedPart.Pixels);

    private void MeasureNorms(TrainedPart part)
    {
        using var scope = torch.NewDisposeScope();
        NormStatistics.Measure(network, part, Inputs(NormBatches, part));
    }

    /// <summary>The inputs of the first minibatches of the run, drawn when they are asked for.</summary>
    private IEnumerable<torch.Tensor> Inputs(int count, TrainedPart part) => Enumerable.Range(0, count).Select(index => Draw(index, part).InputTensor());

    private PatchBatch Draw(long index, TrainedPart part) => sampler.Draw(index, asScored: part == TrainedPart.Patches);

    private ChannelReader<PatchBatch> DrawAhead(long first, CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<PatchBatch>(Ahead);
        _ = Task.Run(async () =>
        {
            try
            {
                for (var index = first; index < _schedule.Steps; index++)
                    await channel.Writer.WriteAsync(Draw(index, state.Preset.Stages[_schedule.At(index).Stage].Trains), cancellation);
            }
            catch (OperationCanceledException)
            {
                channel.Writer.TryComplete();
            }
            catch (Exception exception)
            {
                channel.Writer.TryComplete(exception);
            }
        }, CancellationToken.None);
        return channel.Reader;
    }

    private static double Mean(double mean, double latest, bool begins) => begins ? latest : mean + Newest * (latest - mean);
}
