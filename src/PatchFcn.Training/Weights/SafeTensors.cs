using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace PatchFcn.Training.Weights;

/// <summary>Tensors in a safetensors file: eight bytes that give the length of a JSON header, the header, the values. Nothing in it is ever executed.</summary>
internal static class SafeTensors
{
    private const int LongestHeader = 16 << 20;
    private const string Metadata = "__metadata__";

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
        var names = tensors.Keys.Order(StringComparer.Ordinal).ToList();
        var header = new Dictionary<string, Entry>();
        var offset = 0L;
        foreach (var name in names)
        {
            var tensor = tensors[name];
            var end = offset + tensor.numel() * tensor.element_size();
            header.Add(name, new Entry(Types.Single(type => type.Value == tensor.dtype).Key, tensor.shape, [offset, end]));
            offset = end;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        using var file = File.Create(path);
        file.Write(length);
        file.Write(json);
        foreach (var name in names)
        {
            using var values = tensors[name].detach().cpu().contiguous();
            file.Write(values.bytes);
        }
    }

    /// <summary>Reads all tensors.</summary>
    /// <exception cref="InvalidDataException">The file is not valid; the message says in what.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        var header = ReadHeader(file, out var start);
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, element) in header.Where(entry => entry.Key != Metadata))
            tensors.Add(name, ReadTensor(file, start, name, element));
        return tensors;
    }

    private static Dictionary<string, JsonElement> ReadHeader(FileStream file, out long start)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Require(file.Length > length.Length, "it is too short");
        file.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        start = length.Length + (long)Math.Min(size, LongestHeader);
        Require(size <= LongestHeader && start <= file.Length, "its header is longer than the file or than 16 MB");
        var json = new byte[size];
        file.ReadExactly(json);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InvalidDataException("Not a valid safetensors file: its header is not JSON.");
        }
    }

    private static Tensor ReadTensor(FileStream file, long start, string name, JsonElement element)
    {
        var entry = Parse(name, element);
        Require(Types.TryGetValue(entry.Type, out var type), $"{name} has the type {entry.Type}, which is not read");
        Require(entry.Shape.Length <= 8 && entry.Shape.All(size => size is > 0 and < int.MaxValue), $"the shape of {name} is not possible");
        Require(entry.Offsets is [>= 0, _] && entry.Offsets[1] <= file.Length - start, $"{name} lies outside the file");
        var bytes = entry.Offsets[1] - entry.Offsets[0];
        // In floating point, so that absurd sizes do not overflow to plausible ones.
        Require(entry.Shape.Aggregate((double)type.ElementSize(), (product, size) => product * size) == bytes, $"the shape of {name} does not fit its length");
        var values = new byte[bytes];
        file.Position = start + entry.Offsets[0];
        file.ReadExactly(values);
        var tensor = empty(entry.Shape, dtype: type);
        values.CopyTo(tensor.bytes);
        return tensor;
    }

    private static Entry Parse(string name, JsonElement element)
    {
        try
        {
            var entry = element.Deserialize<Entry>();
            if (entry is { Type: not null, Shape: not null, Offsets: not null })
                return entry;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new InvalidDataException($"Not a valid safetensors file: the entry of {name} is not complete.");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new InvalidDataException($"Not a valid safetensors file: {otherwise}.");
    }

    private sealed record Entry(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets);
}
