namespace PatchFcn.Training.Presets;

/// <summary>What a stage changes; everything else stays as it is, running means of batch norm included.</summary>
public enum TrainedPart
{
    /// <summary>Backbone and pixel branch.</summary>
    Pixels,

    /// <summary>The patch branch alone.</summary>
    Patches,

    /// <summary>The whole network.</summary>
    All,
}

/// <summary>One of the stages of training (paper, "training").</summary>
/// <param name="Trains">What it changes.</param>
/// <param name="Rate">Learning rate at its start.</param>
/// <param name="Epochs">Its length.</param>
/// <param name="StepEpochs">Epochs after which the rate falls to a tenth, again and again.</param>
/// <param name="Averages">
/// Whether the stage ends with the mean of the weights over all its steps in place of the last ones. Not in the paper, and in no preset; worth while at a rate that does not fall.
/// </param>
public sealed record TrainingStage(TrainedPart Trains, double Rate, int Epochs, int StepEpochs, bool Averages = false)
{
    /// <summary>Learning rate of an epoch, which counts from 0.</summary>
    public double RateAt(int epoch) => Rate * Math.Pow(0.1, epoch / StepEpochs);
}
