using static TorchSharp.torch;

namespace PatchFcn.Training.Weights;

/// <summary>Tensors in a safetensors file: a header (<see cref="SafeTensorsLayout"/>), then the values. Nothing in it is ever executed.</summary>
internal static class SafeTensors
{
    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["F32"] = ScalarType.Float32,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["F64"] = ScalarType.Float64,
        ["I64"] = ScalarType.Int64,
    };

    /// <summary>Writes tensors in the order of their names.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var ordered = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal).ToList();
        using var file = File.Create(path);
        SafeTensorsLayout.Write(file, ordered.Select(it => (it.Key, Types.Single(type => type.Value == it.Value.dtype).Key, it.Value.shape)));
        foreach (var (_, tensor) in ordered)
        {
            using var values = tensor.detach().cpu().contiguous();
            file.Write(values.bytes);
        }
    }

    /// <summary>Reads all tensors.</summary>
    /// <exception cref="InvalidDataException">The file is not valid; the message says in what.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        return SafeTensorsLayout.Read(file).ToDictionary(place => place.Name, place => ReadTensor(file, place));
    }

    private static Tensor ReadTensor(FileStream file, TensorPlace place)
    {
        var values = new byte[place.Length];
        file.Position = place.Start;
        file.ReadExactly(values);
        var tensor = empty(place.Shape, dtype: Types[place.Type]);
        values.CopyTo(tensor.bytes);
        return tensor;
    }
}
