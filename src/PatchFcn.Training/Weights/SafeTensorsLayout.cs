using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatchFcn.Training.Weights;

/// <summary>
/// The header of a safetensors file: eight bytes with its length, and JSON that says where each tensor lies. Tensors lie one after another, without holes, to the end of the file, so that
/// no file gives more bytes than it has. Nothing here needs libtorch.
/// </summary>
internal static class SafeTensorsLayout
{
    private const int LongestHeader = 16 << 20;
    private const int MostDimensions = 8;
    private const string Metadata = "__metadata__";

    private static readonly JsonSerializerOptions Json = new() { AllowDuplicateProperties = false };

    private static readonly Dictionary<string, int> Sizes = new() { ["F64"] = 8, ["I64"] = 8, ["F32"] = 4, ["F16"] = 2, ["BF16"] = 2 };

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file; it can seek.</param>
    /// <returns>The tensors in the order of the file.</returns>
    /// <exception cref="InvalidDataException">It is not valid; the message says in what.</exception>
    public static IReadOnlyList<TensorPlace> Read(Stream file)
    {
        var header = ReadHeader(file, out var start);
        var places = header.Where(entry => entry.Key != Metadata).Select(entry => Place(entry.Key, entry.Value, start)).OrderBy(place => place.Start).ToList();
        foreach (var place in places)
        {
            Require(place.Start == start, $"{place.Name} does not begin where the tensor before it ends");
            start += place.Length;
        }
        Require(start == file.Length, "its tensors do not end with the file");
        return places;
    }

    /// <summary>Writes the header of tensors that follow it one after another.</summary>
    public static void Write(Stream file, IEnumerable<(string Name, string Type, long[] Shape)> tensors)
    {
        var header = new Dictionary<string, Entry>();
        var offset = 0L;
        foreach (var (name, type, shape) in tensors)
        {
            var end = offset + shape.Aggregate((long)Sizes[type], (product, size) => product * size);
            header.Add(name, new Entry(type, shape, [offset, end]));
            offset = end;
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        file.Write(length);
        file.Write(json);
    }

    private static Dictionary<string, JsonElement> ReadHeader(Stream file, out long start)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        Require(file.Length > length.Length, "it is too short");
        file.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        start = length.Length + (long)Math.Min(size, LongestHeader);
        Require(size <= LongestHeader && start <= file.Length, "its header is longer than the file or than 16 MB");
        var json = new byte[size];
        file.ReadExactly(json);
        return Parse(() => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json, Json)) ?? throw Invalid("its header is not JSON");
    }

    private static TensorPlace Place(string name, JsonElement element, long start)
    {
        if (Parse(() => element.Deserialize<Entry>(Json)) is not { Type: { } type, Shape: { } shape, Offsets: [var begin, var end] })
            throw Invalid($"the entry of {name} is not complete");
        Require(Sizes.TryGetValue(type, out var bytes), $"{name} has the type {type}, which is not read");
        Require(shape.Length <= MostDimensions && shape.All(size => size is > 0 and < int.MaxValue), $"the shape of {name} is not possible");
        Require(begin >= 0 && end > begin && end - begin <= Array.MaxLength, $"the length of {name} is not possible");
        // In floating point, so that absurd sizes do not overflow to plausible ones.
        Require(shape.Aggregate((double)bytes, (product, size) => product * size) == end - begin, $"the shape of {name} does not fit its length");
        return new TensorPlace(name, type, shape, start + begin, (int)(end - begin));
    }

    /// <summary>Null where it is no JSON, or JSON of something else.</summary>
    private static T? Parse<T>(Func<T?> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw Invalid(otherwise);
    }

    private static InvalidDataException Invalid(string what) => new($"Not a valid safetensors file: {what}.");

    private sealed record Entry(
        [property: JsonPropertyName("dtype")] string? Type,
        [property: JsonPropertyName("shape")] long[]? Shape,
        [property: JsonPropertyName("data_offsets")] long[]? Offsets);
}

/// <summary>Where a tensor lies.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its values, such as <c>F32</c>.</param>
/// <param name="Shape">Its shape; empty for a single number.</param>
/// <param name="Start">Where its values begin in the file.</param>
/// <param name="Length">Their bytes.</param>
internal sealed record TensorPlace(string Name, string Type, long[] Shape, long Start, int Length);
