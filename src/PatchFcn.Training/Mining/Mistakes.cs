using System.Globalization;

namespace PatchFcn.Training.Mining;

/// <summary>Where a network was wrong: pixels, row · columns + column, of slices of prepared heads.</summary>
/// <param name="Pixels">Pixels by the head's name and the slice.</param>
internal sealed record Mistakes(IReadOnlyDictionary<(string Head, int Slice), int[]> Pixels)
{
    private const string Columns = "head,slice,pixels";

    /// <summary>None.</summary>
    public static Mistakes None { get; } = new(new Dictionary<(string, int), int[]>());

    /// <summary>Those of a slice; empty where there are none.</summary>
    public int[] Of(string head, int slice) => Pixels.GetValueOrDefault((head, slice), []);

    /// <summary>Writes them as a table.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path) => File.WriteAllLines(path, Pixels.OrderBy(slice => slice.Key)
        .Select(slice => string.Create(CultureInfo.InvariantCulture, $"{slice.Key.Head},{slice.Key.Slice},{string.Join(' ', slice.Value)}")).Prepend(Columns));

    /// <summary>Reads such a table.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Mistakes Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            if (lines is not [Columns, ..])
                throw new FormatException("its first line is another");
            // A name may hold commas; the others do not.
            return new Mistakes(lines.Skip(1).Select(line => line.Split(',')).ToDictionary(
                cells => (string.Join(',', cells[..^2]), int.Parse(cells[^2], CultureInfo.InvariantCulture)),
                cells => Array.ConvertAll(cells[^1].Split(' '), pixel => int.Parse(pixel, CultureInfo.InvariantCulture))));
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no table of mistakes, as patchfcn-train mine writes them: {wrong.Message}", wrong);
        }
    }
}
