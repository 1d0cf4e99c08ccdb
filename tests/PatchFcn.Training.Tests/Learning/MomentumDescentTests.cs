using PatchFcn.Training.Learning;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

[Collection(Torch.Collection)]
public sealed class MomentumDescentTests
{
    [Fact]
    public void Step_ConstantGradient_FollowsTheFormula()
    {
        Torch.Require();
        const double Momentum = 0.99, Rate = 0.001;
        using var scope = NewDisposeScope();
        using var weights = new Parameter(ones(4));
        using var descent = new MomentumDescent([("weights", weights)], Momentum);

        var (expected, velocity) = (1.0, 0.0);
        for (var step = 0; step < 200; step++)
        {
            using var temporaries = NewDisposeScope();
            descent.ZeroGrad();
            weights.sum().backward();
            descent.Step(Rate);
            velocity = Momentum * velocity + 1;
            expected -= Rate * velocity;
        }

        Assert.All(weights.data<float>().ToArray(), weight => Assert.Equal(expected, weight, Math.Abs(expected) * 1e-4));
    }
}
