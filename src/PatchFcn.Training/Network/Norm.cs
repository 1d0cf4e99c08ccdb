using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Network;

/// <summary>The batch norm of all layers.</summary>
internal static class Norm
{
    /// <summary>Part of a running mean that a batch norm takes from the newest minibatch, as libtorch has it.</summary>
    private const float Momentum = 0.1f;

    /// <summary>
    /// One that does not count its batches: the count is needed for running means without momentum alone, and TorchSharp counts with a number that may be freed before
    /// it is read (<see cref="Held"/>).
    /// </summary>
    public static BatchNorm2d Create(int channels)
    {
        var norm = BatchNorm2d(channels);
        norm.num_batches_tracked = null;
        return norm;
    }

    /// <summary>Measures the running means and variances of batch norms that are being trained: the mean over minibatches that count the same.</summary>
    /// <param name="norms">The batch norms.</param>
    /// <param name="minibatches">Each runs one through the network.</param>
    public static void Measure(IEnumerable<BatchNorm2d> norms, IEnumerable<Action> minibatches)
    {
        using var scope = NewDisposeScope();
        var statistics = norms.SelectMany(norm => new[] { norm.running_mean!, norm.running_var! }).ToList();
        var sums = statistics.ConvertAll(statistic => zeros(statistic.shape));
        var count = 0;
        foreach (var run in minibatches)
        {
            statistics.ForEach(statistic => statistic.zero_());
            using (NewDisposeScope())
                run();
            foreach (var (sum, statistic) in sums.Zip(statistics))
                sum.add_(statistic, Held.One);
            count++;
        }
        var whole = tensor(Momentum * count);
        foreach (var (sum, statistic) in sums.Zip(statistics))
            statistic.copy_(sum.div(whole));
    }
}
