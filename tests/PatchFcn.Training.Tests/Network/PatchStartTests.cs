using PatchFcn.Core.Aggregation;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace PatchFcn.Training.Tests.Network;

/// <summary>R58: the patch branch begins with what the pixel branch marks.</summary>
[Collection(Torch.Collection)]
public sealed class PatchStartTests
{
    /// <summary>40 mm² are 0.625 of the 225 cells of a patch; 2 over each of three thresholds there outweigh a silence of −4.</summary>
    private const float Gain = 4 / (0.625f * 6 / 225);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_AnyPixelBranch_PatchesDecideByTheMeanLogOddsOfTheirCells(bool multiclass)
    {
        Torch.Require();
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var spec = TrainingPreset.Compact.Network;
        using var network = new PatchFcnNetwork(multiclass ? spec with { Classes = HemorrhageClass.Types } : spec);
        // Random weights shout: log-odds of about ±3 are what a trained branch has.
        network.PixelBranch.weight.copy_(network.PixelBranch.weight.mul(tensor(3e-3f)));
        network.PixelBranch.bias!.copy_(rand(1 + network.Spec.Classes.Count));
        var inputs = rand(4, 3, 120, 120);

        PatchStart.Apply(network, [inputs]);

        var features = network.Features(inputs);
        var decisions = network.PatchLogits(features);
        var cells = avg_pool2d(network.PixelLogits(features), 8);
        var everyClass = Enumerable.Range(1, network.Spec.Classes.Count).ToArray();
        AssertDecided(decisions, 0, cells, everyClass);
        AssertDecided(decisions, network.Spec.PatchScores - 1, cells, everyClass[^1..]);
    }

    private static void AssertDecided(Tensor decisions, int score, Tensor cells, int[] classes)
    {
        var expected = tensor(Enumerable.Repeat(-4f, (int)cells.shape[0]).ToArray());
        foreach (var (label, threshold) in classes.SelectMany(label => new[] { -2f, 0, 2 }.Select(threshold => (label, threshold))))
        {
            var over = relu(cells.select(1, label).add(cells.select(1, 0).neg(), Held.One).add(tensor(-threshold), Held.One));
            expected = expected.add(over.mean([1, 2]).mul(tensor(Gain)), Held.One);
        }
        var decided = decisions.select(2, score);
        var yes = decided.select(1, 1).add(decided.select(1, 0).neg(), Held.One).data<float>().ToArray();

        // The batch norm divides by its deviation and multiplies by it again, with 1e-5 under the root.
        Assert.All(yes.Zip(expected.data<float>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 0.01 * (1 + Math.Abs(pair.Second))));
        Assert.Contains(yes, value => value > -3);
    }
}
