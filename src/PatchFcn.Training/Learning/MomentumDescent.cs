using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>Stochastic gradient descent with momentum (paper): v ← m·v + gradient, w ← w − rate·v.</summary>
internal sealed class MomentumDescent : Descent
{
    private readonly (Parameter Weights, Tensor Velocity)[] _moved;
    private readonly Scalar _momentum;

    /// <param name="parameters">What it changes, with names that are unique.</param>
    /// <param name="momentum">Part of the velocity that stays, 0 to less than 1.</param>
    /// <param name="averages">Whether it keeps the mean of the weights.</param>
    public MomentumDescent(IEnumerable<(string Name, Parameter Weights)> parameters, double momentum, bool averages = false) : base(parameters, averages)
    {
        _momentum = momentum;
        _moved = [.. Parameters.Select(parameter => (parameter.Value, Remember(parameter.Key, parameter.Value)))];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _momentum.Dispose();
    }

    protected override void Move(double rate)
    {
        using Scalar downhill = -rate;
        foreach (var (weights, velocity) in _moved)
        {
            if (weights.grad is not { } gradient)
                continue;
            velocity.mul_(_momentum).add_(gradient, Held.One);
            weights.add_(velocity, downhill);
        }
    }
}
