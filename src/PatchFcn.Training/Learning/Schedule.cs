using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Learning;

/// <summary>Where a run stands.</summary>
/// <param name="Stage">Stage, from 0.</param>
/// <param name="Epoch">Epoch within the stage, from 0.</param>
/// <param name="Step">Step within the epoch, from 0.</param>
internal readonly record struct Position(int Stage, int Epoch, int Step);

/// <summary>The steps of a run: which stage and epoch each belongs to.</summary>
internal sealed class Schedule(TrainingPreset preset)
{
    /// <summary>Minibatches of an epoch.</summary>
    public int StepsPerEpoch { get; } = Math.Max(1, preset.PatchesPerEpoch / preset.Batch);

    /// <summary>Minibatches of the whole run.</summary>
    public long Steps => (long)preset.Stages.Sum(stage => stage.Epochs) * StepsPerEpoch;

    /// <summary>Where a step stands.</summary>
    /// <param name="step">Number in the run, from 0 and below <see cref="Steps"/>.</param>
    public Position At(long step)
    {
        var epoch = (int)(step / StepsPerEpoch);
        var stage = 0;
        while (epoch >= preset.Stages[stage].Epochs)
            epoch -= preset.Stages[stage++].Epochs;
        return new Position(stage, epoch, (int)(step % StepsPerEpoch));
    }
}
