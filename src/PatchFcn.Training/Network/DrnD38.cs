using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Network;

/// <summary>
/// The backbone of the paper: Dilated Residual Network D-38 (Yu, Koltun, Funkhouser, CVPR 2017), block for block and name for name as in its public code, without
/// the classifier. Output stride 8.
/// </summary>
internal static class DrnD38
{
    private const int Input = 3;
    private static readonly int[] FullWidth = [16, 32, 64, 128, 256, 512, 512, 512];

    /// <summary>Channels relative to the original at which the narrowest layer has one.</summary>
    public static double LeastWidth => 1.0 / FullWidth[0];

    /// <summary>Channels of the features.</summary>
    public static int Features(double width) => Channels(width)[^1];

    /// <summary>Builds it: [n, 3, h, w] → [n, features, h/8, w/8].</summary>
    /// <param name="width">Channels relative to the original.</param>
    public static Sequential Create(double width)
    {
        var c = Channels(width);
        return Sequential(
            ("layer0", Convolution(Input, c[0], kernel: 7)),
            ("layer1", Convolution(c[0], c[0])),
            ("layer2", Convolution(c[0], c[1], stride: 2)),
            ("layer3", Blocks(3, c[1], c[2], stride: 2)),
            ("layer4", Blocks(4, c[2], c[3], stride: 2)),
            ("layer5", Blocks(6, c[3], c[4], dilation: 2)),
            ("layer6", Blocks(3, c[4], c[5], dilation: 4)),
            ("layer7", Convolution(c[5], c[6], dilation: 2)),
            ("layer8", Convolution(c[6], c[7])));
    }

    private static Sequential Convolution(int inputs, int outputs, int kernel = 3, int stride = 1, int dilation = 1) => Sequential(
        ("0", Conv2d(inputs, outputs, kernel, stride, kernel / 2 * dilation, dilation, bias: false)),
        ("1", Norm.Create(outputs)),
        ("2", ReLU(inplace: true)));

    private static Sequential Blocks(int count, int inputs, int outputs, int stride = 1, int dilation = 1) => Sequential(
        [.. Enumerable.Range(0, count).Select(i => ($"{i}", Block(i == 0 ? inputs : outputs, outputs, i == 0 ? stride : 1, dilation)))]);

    private static Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Block(int inputs, int outputs, int stride, int dilation) =>
        new BasicBlock(inputs, outputs, stride, dilation);

    private static int[] Channels(double width) => Array.ConvertAll(FullWidth, channels => (int)(channels * width));
}
