using PatchFcn.Training.Learning;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Learning;

[Collection(Torch.Collection)]
public sealed class MomentumDescentTests
{
    /// <summary>R52. With TorchSharp's own optimizer libtorch reads numbers that a collection has freed.</summary>
    [Fact]
    public async Task Step_CollectionsAllTheWhile_FollowsTheFormula()
    {
        Torch.Require();
        const double Momentum = 0.99, Rate = 0.001;
        using var weights = new Parameter(ones(4));
        using var descent = new MomentumDescent([("weights", weights)], Momentum);
        using var stop = new CancellationTokenSource();
        var collections = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);

        var (expected, velocity) = (1.0, 0.0);
        for (var step = 0; step < 2000; step++)
        {
            descent.ZeroGrad();
            weights.sum().backward();
            descent.Step(Rate);
            velocity = Momentum * velocity + 1;
            expected -= Rate * velocity;
        }
        await stop.CancelAsync();
        await collections;

        Assert.All(weights.data<float>().ToArray(), weight => Assert.Equal(expected, weight, Math.Abs(expected) * 1e-4));
    }
}
