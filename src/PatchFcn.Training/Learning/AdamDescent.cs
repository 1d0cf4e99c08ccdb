using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1, with their β and ε): every weight moves by its mean gradient over the root of its mean square.</summary>
internal sealed class AdamDescent : Descent
{
    private const double MeanKept = 0.9, SquareKept = 0.999;

    private static readonly Scalar HeldMeanKept = MeanKept, HeldMeanNew = 1 - MeanKept, HeldSquareKept = SquareKept, HeldSquareNew = 1 - SquareKept;

    private readonly (Parameter Weights, Tensor Mean, Tensor Square)[] _moved;
    private readonly Tensor _steps;
    private readonly Tensor _epsilon = tensor(1e-8f);

    /// <param name="parameters">What it changes, with names that are unique.</param>
    /// <param name="averages">Whether it keeps the mean of the weights.</param>
    public AdamDescent(IEnumerable<(string Name, Parameter Weights)> parameters, bool averages = false) : base(parameters, averages)
    {
        _moved = [.. Parameters.Select(parameter => (parameter.Value, Remember($"{parameter.Key}.mean", parameter.Value), Remember($"{parameter.Key}.square", parameter.Value)))];
        using var one = zeros(1);
        _steps = Remember("steps", one);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _epsilon.Dispose();
    }

    protected override void Move(double rate)
    {
        _steps.add_(ones(1), Held.One);
        var steps = _steps.data<float>()[0];
        var (meanPart, squarePart) = (1 - Math.Pow(MeanKept, steps), 1 - Math.Pow(SquareKept, steps));
        using Scalar downhill = -rate * Math.Sqrt(squarePart) / meanPart;
        foreach (var (weights, mean, square) in _moved)
        {
            if (weights.grad is not { } gradient)
                continue;
            mean.mul_(HeldMeanKept).add_(gradient, HeldMeanNew);
            square.mul_(HeldSquareKept).addcmul_(gradient, gradient, HeldSquareNew);
            weights.addcdiv_(mean, square.sqrt().add_(_epsilon, Held.One), downhill);
        }
    }
}
