using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PatchFcn.Training.Network;

/// <summary>Two dilated 3 × 3 convolutions and a shortcut, which is projected where the shape changes (He et al., CVPR 2016).</summary>
internal sealed class BasicBlock : Module<Tensor, Tensor>
{
    public BasicBlock(int inputs, int outputs, int stride, int dilation) : base(nameof(BasicBlock))
    {
        Conv1 = Conv2d(inputs, outputs, 3, stride, dilation, dilation, bias: false);
        Bn1 = Norm.Create(outputs);
        Conv2 = Conv2d(outputs, outputs, 3, 1, dilation, dilation, bias: false);
        Bn2 = Norm.Create(outputs);
        register_module("conv1", Conv1);
        register_module("bn1", Bn1);
        register_module("conv2", Conv2);
        register_module("bn2", Bn2);
        if (stride == 1 && inputs == outputs)
            return;
        Downsample = Sequential(("0", Conv2d(inputs, outputs, 1, stride, bias: false)), ("1", Norm.Create(outputs)));
        register_module("downsample", Downsample);
    }

    public Conv2d Conv1 { get; }

    public BatchNorm2d Bn1 { get; }

    public Conv2d Conv2 { get; }

    public BatchNorm2d Bn2 { get; }

    /// <summary>Projection of the shortcut; null where the shape stays.</summary>
    public Sequential? Downsample { get; }

    public override Tensor forward(Tensor input)
    {
        var output = Bn1.forward(Conv1.forward(input)).relu_();
        return Bn2.forward(Conv2.forward(output)).add_(Downsample?.forward(input) ?? input, Held.One).relu_();
    }
}
