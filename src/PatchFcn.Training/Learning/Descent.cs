using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>
/// A way downhill. TorchSharp has some too, but hands numbers to libtorch as temporaries that the garbage collector may free before libtorch reads them (see
/// <see cref="Held"/>); the numbers of these live as long as the step.
/// </summary>
internal abstract class Descent : IDisposable
{
    private readonly Dictionary<string, Tensor> _memory = [];
    private readonly (Parameter Weights, Tensor Mean)[] _means = [];
    private readonly Tensor? _averaged;

    /// <param name="parameters">What it changes, with names that are unique.</param>
    /// <param name="averages">
    /// Whether it keeps the mean of the weights over all steps (Polyak and Juditsky 1992; as stochastic weight averaging, Izmailov et al. 2018). Such a mean lies in the middle of a wide
    /// minimum and carries further to data of another kind (Cha et al., "SWAD", 2021): from synthetic heads to real ones, here.
    /// </param>
    protected Descent(IEnumerable<(string Name, Parameter Weights)> parameters, bool averages)
    {
        Parameters = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Weights);
        if (!averages)
            return;
        _means = [.. Parameters.Select(parameter => (parameter.Value, Remember($"{parameter.Key}.average", parameter.Value)))];
        using var one = zeros(1);
        _averaged = Remember("averaged", one);
    }

    /// <summary>What it changes.</summary>
    protected IReadOnlyDictionary<string, Parameter> Parameters { get; }

    /// <summary>What it remembers from step to step, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Memory => _memory;

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGrad()
    {
        foreach (var weights in Parameters.Values)
            weights.grad = null;
    }

    /// <summary>Whether every gradient is a number.</summary>
    public bool HasFiniteGradients()
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        return Parameters.Values.All(weights => weights.grad is not { } gradient || gradient.isfinite().all().item<bool>());
    }

    /// <summary>One step along the gradients.</summary>
    /// <param name="rate">Learning rate.</param>
    public void Step(double rate)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        Move(rate);
        Average();
    }

    /// <summary>Puts the mean of all steps in place of the weights, where it is kept.</summary>
    public void TakeAverage()
    {
        using var _ = no_grad();
        if (_averaged?.data<float>()[0] > 0)
            foreach (var (weights, mean) in _means)
                weights.copy_(mean);
    }

    /// <summary>Goes on with the memory of an earlier run.</summary>
    /// <exception cref="InvalidDataException">It is of other parameters.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> memory)
    {
        using var _ = no_grad();
        foreach (var (name, kept) in _memory)
        {
            if (!memory.TryGetValue(name, out var saved) || !saved.shape.SequenceEqual(kept.shape))
                throw new InvalidDataException($"The checkpoint has no momentum for {name}.");
            kept.copy_(saved);
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        foreach (var kept in _memory.Values)
            kept.Dispose();
    }

    /// <summary>Changes the weights; temporaries are freed afterwards.</summary>
    protected abstract void Move(double rate);

    private void Average()
    {
        if (_averaged is null)
            return;
        _averaged.add_(ones(1), Held.One);
        using Scalar part = 1.0 / _averaged.data<float>()[0];
        foreach (var (weights, mean) in _means)
            mean.add_(weights.sub(mean), part);
    }

    /// <summary>Zeros of the shape of some weights, to remember something in.</summary>
    protected Tensor Remember(string name, Tensor like) => _memory[name] = zeros_like(like, requires_grad: false);
}
