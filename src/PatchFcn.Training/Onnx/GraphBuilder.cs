using System.Runtime.InteropServices;
using Google.Protobuf;
using PatchFcn.Training.Onnx.Schema;

namespace PatchFcn.Training.Onnx;

/// <summary>
/// Writes an ONNX graph node by node. Every operator returns the name of its output, to be handed to the next. Names are numbered in order, so that the same calls
/// give the same bytes. Tensors are float32; a size given as a name stays open.
/// </summary>
/// <param name="name">Name of the graph.</param>
/// <param name="documentation">What the network is, for people who open the file.</param>
public sealed class GraphBuilder(string name, string documentation)
{
    private const int IrVersion = 10;
    private const int OperatorSet = 17;

    private readonly GraphProto _graph = new() { Name = name };
    private readonly Dictionary<string, string> _fileNames = [];

    /// <summary>Declares an input.</summary>
    public string Input(string inputName, params object[] shape)
    {
        _graph.Input.Add(Describe(inputName, shape));
        return inputName;
    }

    /// <summary>Makes the output of a node an output of the graph, under another name in the file.</summary>
    public void Output(string outputName, string value, params object[] shape)
    {
        _fileNames.Add(value, outputName);
        _graph.Output.Add(Describe(outputName, shape));
    }

    /// <summary>Adds weights.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public string Weights(ReadOnlySpan<float> values, params long[] shape)
    {
        if (values.Length != shape.Aggregate(1L, (product, size) => product * size))
            throw new ArgumentException("The number of values does not fit the shape.", nameof(values));
        return Tensor(TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);
    }

    /// <summary>Adds a number.</summary>
    public string Number(float value) => Weights([value]);

    /// <summary>Adds whole numbers: sizes, axes and indices, which some operators take as inputs.</summary>
    public string Integers(params long[] values) =>
        Tensor(TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">ONNX operator.</param>
    /// <param name="inputs">Its inputs, in order.</param>
    /// <param name="attributes">Its attributes: long, float, string or long[].</param>
    /// <returns>Name of the output.</returns>
    public string Node(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        var output = $"{operation}{_graph.Node.Count}";
        var node = new NodeProto { OpType = operation, Name = output, Input = { inputs }, Output = { output } };
        node.Attribute.Add(attributes.Select(attribute => Describe(attribute.Name, attribute.Value)));
        _graph.Node.Add(node);
        return output;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        foreach (var node in _graph.Node)
        {
            UseFileNames(node.Input);
            UseFileNames(node.Output);
        }
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "patchfcn-train",
            DocString = documentation,
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
        }.ToByteArray();
    }

    private void UseFileNames(IList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
            names[i] = _fileNames.GetValueOrDefault(names[i], names[i]);
    }

    private string Tensor(TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var tensor = new TensorProto { Name = $"tensor{_graph.Initializer.Count}", DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.Add(shape);
        _graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Describe(string name, object value) => value switch
    {
        long i => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = i },
        float f => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = f },
        string s => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(s) },
        long[] ints => new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { ints } },
        _ => throw new ArgumentException($"{value.GetType().Name} is no attribute type.", nameof(value)),
    };

    private static ValueInfoProto Describe(string name, object[] shape)
    {
        var dimensions = new TensorShapeProto();
        foreach (var size in shape)
            dimensions.Dim.Add(size is string open
                ? new TensorShapeProto.Types.Dimension { DimParam = open }
                : new TensorShapeProto.Types.Dimension { DimValue = Convert.ToInt64(size) });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = dimensions };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
