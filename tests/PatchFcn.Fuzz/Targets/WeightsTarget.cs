using System.Text;
using PatchFcn.Training.Weights;

namespace PatchFcn.Fuzz.Targets;

/// <summary>The header of a safetensors file. What it says must hold for the file; written again it says the same.</summary>
public static class WeightsTarget
{
    /// <summary>The header and the length of the file.</summary>
    public static FuzzTarget Weights { get; } = new("safetensors", Read, Seeds);

    private static void Read(byte[] input)
    {
        try
        {
            var places = SafeTensorsLayout.Read(new MemoryStream(input));
            if (places.Sum(place => (long)place.Length) >= input.Length)
                throw new InvalidOperationException("More values than bytes.");
            var copy = new MemoryStream();
            SafeTensorsLayout.Write(copy, places.Select(place => (place.Name, place.Type, place.Shape)));
            copy.SetLength(copy.Length + places.Sum(place => place.Length));
            copy.Position = 0;
            if (!SafeTensorsLayout.Read(copy).Select(Describe).SequenceEqual(places.Select(Describe)))
                throw new InvalidOperationException("Written again it says something else.");
        }
        catch (InvalidDataException)
        {
            // Refused by name.
        }
    }

    private static (string Name, string Type, string Shape) Describe(TensorPlace place) => (place.Name, place.Type, string.Join(',', place.Shape));

    private static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var file = new MemoryStream();
        SafeTensorsLayout.Write(file, [("a", "I64", [4]), ("b.weight", "BF16", [3, 5, 2]), ("c", "F64", [])]);
        file.SetLength(file.Length + 32 + 60 + 8);
        yield return ("three", file.ToArray());
        yield return ("metadata", Pack("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}   """, 8));
        yield return ("overlap", Pack("""{"v":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", 8));
    }

    private static byte[] Pack(string header, int values) => [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[values]];
}
