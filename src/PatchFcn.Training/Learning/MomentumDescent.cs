using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>
/// Stochastic gradient descent with momentum: v ← m·v + gradient, w ← w − rate·v. TorchSharp has one too, but hands numbers to libtorch as temporaries that the
/// garbage collector may free before libtorch reads them (see <see cref="Held"/>); the numbers of this one live as long as the step.
/// </summary>
internal sealed class MomentumDescent : IDisposable
{
    private readonly Dictionary<string, (Parameter Weights, Tensor Velocity)> _parameters;
    private readonly Scalar _momentum;

    /// <param name="parameters">What it changes, with names that are unique.</param>
    /// <param name="momentum">Part of the velocity that stays, 0 to less than 1.</param>
    public MomentumDescent(IEnumerable<(string Name, Parameter Weights)> parameters, double momentum)
    {
        _momentum = momentum;
        _parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => (parameter.Weights, zeros_like(parameter.Weights)));
    }

    /// <summary>The velocities by the names of their parameters.</summary>
    public IReadOnlyDictionary<string, Tensor> Velocities => _parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Velocity);

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var (weights, _) in _parameters.Values)
            weights.grad = null;
    }

    /// <summary>One step along the gradients.</summary>
    /// <param name="rate">Learning rate.</param>
    public void Step(double rate)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        using Scalar downhill = -rate;
        foreach (var (weights, velocity) in _parameters.Values)
        {
            if (weights.grad is not { } gradient)
                continue;
            velocity.mul_(_momentum).add_(gradient, Held.One);
            weights.add_(velocity, downhill);
        }
    }

    /// <summary>Goes on with the velocities of an earlier run.</summary>
    /// <exception cref="InvalidDataException">They are of other parameters.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> velocities)
    {
        using var _ = no_grad();
        foreach (var (name, (_, velocity)) in _parameters)
        {
            if (!velocities.TryGetValue(name, out var saved) || !saved.shape.SequenceEqual(velocity.shape))
                throw new InvalidDataException($"The checkpoint has no momentum for {name}.");
            velocity.copy_(saved);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, velocity) in _parameters.Values)
            velocity.Dispose();
        _momentum.Dispose();
    }
}
