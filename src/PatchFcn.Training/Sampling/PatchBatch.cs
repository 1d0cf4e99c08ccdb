using PatchFcn.Core.Volumes.Resampling;
using static TorchSharp.torch;

namespace PatchFcn.Training.Sampling;

/// <summary>Patches with what the network should say of them.</summary>
/// <param name="Count">Number of patches.</param>
/// <param name="Side">Rows and columns of each.</param>
/// <param name="Inputs">Normalised densities, 0..1; axis order patch, channel, row, column.</param>
/// <param name="Pixels">Label of every pixel, 0 background, <see cref="Unknown"/> where a bleed ends; axis order patch, row, column.</param>
/// <param name="Patches">For every decision of the patch branch 0 no, 1 yes, <see cref="Unknown"/> where there is too little blood to say; axis order patch, decision.</param>
internal sealed record PatchBatch(int Count, int Side, float[] Inputs, long[] Pixels, long[] Patches)
{
    /// <summary>Target of what teaches nothing.</summary>
    public const int Unknown = -1;

    /// <summary>What the network looks at: [n, 3, h, w], with the channels last in memory, as libtorch's convolutions on a processor take and give them without reordering.</summary>
    public Tensor InputTensor()
    {
        using var scope = NewDisposeScope();
        return tensor(Inputs, [Count, AnalysisGrid.Channels, Side, Side]).permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>Labels of pixels: [n, h, w].</summary>
    public Tensor PixelTensor() => tensor(Pixels, [Count, Side, Side]);

    /// <summary>Decisions about patches: [n, decisions].</summary>
    public Tensor PatchTensor() => tensor(Patches, [Count, Patches.Length / Count]);
}
