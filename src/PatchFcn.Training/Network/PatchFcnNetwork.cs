using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Network;

/// <summary>
/// PatchFCN (paper, fig. 1): the backbone, a pixel branch of one transposed convolution, and a patch branch of convolution, batch norm, ReLU, convolution and
/// global average.
/// </summary>
internal sealed class PatchFcnNetwork : Module
{
    /// <summary>Output stride of the backbone, which the pixel branch makes up for.</summary>
    public const int OutputStride = 8;

    public PatchFcnNetwork(NetworkSpec spec) : base(nameof(PatchFcnNetwork))
    {
        Spec = spec;
        var features = DrnD38.Features(spec.Width);
        Backbone = DrnD38.Create(spec.Width);
        PixelBranch = ConvTranspose2d(features, 1 + spec.Classes.Count, 2 * OutputStride, OutputStride, OutputStride / 2);
        PatchBranch = Sequential(
            ("0", Conv2d(features, features, 3, 1, 1, bias: false)),
            ("1", Norm.Create(features)),
            ("2", ReLU(inplace: true)),
            ("3", Conv2d(features, 2 * spec.PatchScores, 1)));
        register_module("backbone", Backbone);
        register_module("pixel", PixelBranch);
        register_module("patch", PatchBranch);
        Initialization.Apply(this);
    }

    public NetworkSpec Spec { get; }

    public Sequential Backbone { get; }

    public ConvTranspose2d PixelBranch { get; }

    public Sequential PatchBranch { get; }

    /// <summary>What both branches look at.</summary>
    /// <param name="input">[n, 3, h, w], 0..1; h and w multiples of 8.</param>
    /// <returns>[n, features, h/8, w/8].</returns>
    public Tensor Features(Tensor input) => Backbone.forward(input);

    /// <summary>Background, then the classes, which exclude each other: [n, 1 + classes, h, w], before the softmax.</summary>
    public Tensor PixelLogits(Tensor features) => PixelBranch.forward(features);

    /// <summary>No and yes for every decision of the patch branch, each taken on its own: [n, 2, scores], before the softmax.</summary>
    public Tensor PatchLogits(Tensor features) => PatchBranch.forward(features).mean([2, 3]).reshape(features.shape[0], 2, Spec.PatchScores);
}
