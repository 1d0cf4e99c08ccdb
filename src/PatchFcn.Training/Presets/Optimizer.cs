namespace PatchFcn.Training.Presets;

/// <summary>Ways downhill.</summary>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent with momentum, as in the paper.</summary>
    Momentum,

    /// <summary>Adam: fewer steps where there is little time.</summary>
    Adam,
}
