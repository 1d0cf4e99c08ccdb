using PatchFcn.Training.Learning;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

[Collection(Torch.Collection)]
public sealed class AdamDescentTests
{
    [Fact]
    public void Step_QuadraticBowl_FollowsTheFormula()
    {
        Torch.Require();
        const double Rate = 0.01;
        using var scope = NewDisposeScope();
        using var weights = new Parameter(ones(4));
        using var descent = new AdamDescent([("weights", weights)]);

        var (expected, mean, square) = (1.0, 0.0, 0.0);
        for (var step = 1; step <= 200; step++)
        {
            using var temporaries = NewDisposeScope();
            descent.ZeroGrad();
            weights.mul(weights).sum().backward();
            descent.Step(Rate);
            var gradient = 2 * expected;
            mean = 0.9 * mean + 0.1 * gradient;
            square = 0.999 * square + 0.001 * gradient * gradient;
            expected -= Rate * (mean / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, step))) + 1e-8);
        }

        // The terms of 200 steps are rounded to 24 bits.
        Assert.All(weights.data<float>().ToArray(), weight => Assert.Equal(expected, weight, 1e-4));
    }
}
