using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Network;

/// <summary>The batch norm of all layers.</summary>
internal static class Norm
{
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
}
