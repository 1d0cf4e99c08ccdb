using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx.Schema;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PatchFcn.Training.Onnx;

/// <summary>
/// Reads a network back from ONNX that <see cref="NetworkExporter"/> wrote, so that training can go on from a model package. The file holds convolutions that the
/// batch norms were folded into; each batch norm is given the mean and the variance of what comes to it, and a weight and a bias that undo both. The network then
/// says what the file says, and its batch norms normalise what they should.
/// </summary>
internal static class NetworkImporter
{
    /// <summary>Reads the weights into a network.</summary>
    /// <param name="onnx">The file.</param>
    /// <param name="network">The network; left ready to be evaluated.</param>
    /// <param name="sample">Patches such as it will see, [n, 3, h, w]: the statistics are theirs.</param>
    /// <exception cref="InvalidDataException">The file was not written by this program, or is of another width or other classes.</exception>
    public static void Import(byte[] onnx, PatchFcnNetwork network, Tensor sample)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var file = new WeightsInOrder(onnx);
        foreach (var (convolution, norm) in Folded(network.Backbone))
            Take(file, convolution, norm);
        file.Next("ConvTranspose", network.PixelBranch.weight, network.PixelBranch.bias!);
        var branch = network.PatchBranch.children().ToList();
        Take(file, (Conv2d)branch[0], (BatchNorm2d)branch[1]);
        TakeDecisions(file, (Conv2d)branch[^1]);
        file.RequireEnd();
        network.eval();
        foreach (var norm in network.modules().OfType<BatchNorm2d>())
            Unfold(norm, () => network.PatchLogits(network.Features(sample)));
    }

    /// <summary>Every convolution with its batch norm, in the order they are registered in, which is that of the file.</summary>
    private static IEnumerable<(Conv2d Convolution, BatchNorm2d Norm)> Folded(Sequential backbone) =>
        backbone.modules().OfType<Conv2d>().Zip(backbone.modules().OfType<BatchNorm2d>());

    /// <summary>Takes a convolution; its batch norm passes everything through but for the bias.</summary>
    private static void Take(WeightsInOrder file, Conv2d convolution, BatchNorm2d norm)
    {
        file.Next("Conv", convolution.weight, norm.bias!);
        norm.running_mean!.zero_();
        norm.running_var!.copy_(tensor(1 - (float)norm.eps));
        norm.weight!.fill_(Held.One);
    }

    /// <summary>The file has yes minus no: half of it for yes, and the opposite for no.</summary>
    private static void TakeDecisions(WeightsInOrder file, Conv2d decision)
    {
        var scores = decision.out_channels / 2;
        var (weight, bias) = (empty(scores, decision.in_channels, 1, 1), empty(scores));
        file.Next("Conv", weight, bias);
        var half = tensor(0.5f);
        decision.weight.copy_(cat([weight.mul(half).neg(), weight.mul(half)]));
        decision.bias!.copy_(cat([bias.mul(half).neg(), bias.mul(half)]));
    }

    /// <summary>Gives a batch norm the statistics of its input without changing its output. All others are evaluated meanwhile, so the order does not matter.</summary>
    private static void Unfold(BatchNorm2d norm, Action run)
    {
        using var scope = NewDisposeScope();
        norm.train();
        Norm.Measure([norm], [run]);
        norm.eval();
        norm.weight!.copy_(norm.running_var!.add(tensor((float)norm.eps), Held.One).sqrt());
        norm.bias!.add_(norm.running_mean!, Held.One);
    }

    /// <summary>The weights of a file's convolutions, one after the other.</summary>
    private sealed class WeightsInOrder
    {
        private readonly Dictionary<string, TensorProto> _tensors;
        private readonly Queue<NodeProto> _nodes;

        public WeightsInOrder(byte[] onnx)
        {
            var graph = Parse(onnx).Graph ?? throw Other("it has no graph");
            _tensors = graph.Initializer.ToDictionary(tensor => tensor.Name);
            _nodes = new(graph.Node.Where(node => node.OpType is "Conv" or "ConvTranspose"));
        }

        /// <summary>Copies the weight and the bias of the next convolution.</summary>
        public void Next(string operation, Tensor weight, Tensor bias)
        {
            if (!_nodes.TryDequeue(out var node) || node.OpType != operation || node.Input.Count != 3)
                throw Other("its layers are others");
            Copy(node.Input[1], weight);
            Copy(node.Input[2], bias);
        }

        public void RequireEnd()
        {
            if (_nodes.Count > 0)
                throw Other("it has more layers");
        }

        private void Copy(string name, Tensor target)
        {
            if (!_tensors.TryGetValue(name, out var values) || !values.Dims.SequenceEqual(target.shape) || values.RawData.Length != target.numel() * sizeof(float))
                throw Other("its layers have another width, or other classes");
            using var floats = empty(target.shape);
            values.RawData.Span.CopyTo(floats.bytes);
            target.copy_(floats);
        }

        private static ModelProto Parse(byte[] onnx)
        {
            try
            {
                return ModelProto.Parser.ParseFrom(onnx);
            }
            catch (Google.Protobuf.InvalidProtocolBufferException)
            {
                throw Other("it is damaged");
            }
        }

        private static InvalidDataException Other(string how) => new($"Training cannot go on from this model.onnx: {how}. Give the package of a network of the same preset, not merged.");
    }
}
