namespace PatchFcn.Testing.Dicom;

/// <summary>An image by formula, and the file in which another program has compressed it by JPEG-LS without loss.</summary>
/// <param name="Name">Name of the file: the image, its bits, and the program (dcmtk 3.6.7 or GDCM 3.0.21) or what is special about the parameters.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Value">The pixel in a row and a column; its low bits are stored.</param>
public sealed record JpegLsSample(string Name, int Rows, int Columns, Func<int, int, int> Value)
{
    private static readonly byte[] FrameStart = [0xFF, 0xD8, 0xFF, 0xF7];

    /// <summary>Cells of 16 bits, from the formula alone.</summary>
    public ushort[] Cells()
    {
        var (cells, mask) = (new ushort[Rows * Columns], (1 << Bits) - 1);
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (ushort)(Value(i / Columns, i % Columns) & mask);
        return cells;
    }

    /// <summary>Bits of a cell: those that are stored, or 16 where the sign stands in the bits above.</summary>
    public int Bits { get; init; } = 16;

    /// <summary>The file.</summary>
    public byte[] File() => System.IO.File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot, "tests", "PatchFcn.Testing", "Dicom", "JpegLs", $"{Name}.dcm"));

    /// <summary>The compressed frame alone, without what makes it even.</summary>
    public byte[] Frame()
    {
        ReadOnlySpan<byte> file = File();
        var frame = file[file.IndexOf(FrameStart)..];
        return frame[..(frame.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) + 2)].ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// Images of odd sizes that meet every part of JPEG-LS: noise, runs of every length and what ends them, codes that escape, counters that are halved.
/// Encoded by <c>dcmcjpls</c> (which writes a program's own parameters with <c>+pc +t1 +t2 +t3 +rs</c>) and <c>gdcmconv --jpegls</c>.
/// </summary>
public static class JpegLsSamples
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<JpegLsSample> All { get; } =
    [
        new("noise16-gdcm", 61, 83, Noise(83)),
        new("noise16-preset", 61, 83, Noise(83)),
        new("head16-dcmtk", 97, 89, Head(97, 89)),
        new("head16-preset", 97, 89, Head(97, 89)),
        new("head12-gdcm", 67, 71, Head(67, 71)),
        new("spikes16-dcmtk", 61, 83, Spikes(83, 40000)),
        new("spikes16-extreme", 61, 83, Spikes(83, 40000)),
        new("spikes12-cooked", 61, 83, Spikes(83, 1000)) { Bits = 12 },
        new("spikes12-preset", 61, 83, Spikes(83, 1000)) { Bits = 12 },
        new("spikes8-gdcm", 61, 83, Spikes(83, 100)) { Bits = 8 },
        new("ramp8-gdcm", 43, 101, (row, column) => 2 * row + column + (int)(Hash(row * 101 + column) % 7)) { Bits = 8 },
        new("ramp5-dcmtk", 29, 31, (row, column) => row + column / 3 + (int)(Hash(row * 31 + column) % 2)) { Bits = 5 },
        new("ramp2-dcmtk", 29, 31, (row, column) => row / 7 + column / 5 + (Hash(row * 31 + column) % 11 == 0 ? 1 : 0)) { Bits = 2 },
        .. new[] { 9, 13, 15 }.Select(SpikedRamp),
        new("wide16-dcmtk", 4, 40001, (row, column) => (column + row * 977) % 39989 == 0 ? 4567 : 123),
        new("column16-gdcm", 47, 1, (row, _) => (int)(Hash(row) % 200) - 100),
        new("single12-dcmtk", 1, 1, (_, _) => 2989) { Bits = 12 },
        new("tiny16-dcmtk", 12, 10, Spikes(10, 40000)),
        new("tiny8-dcmtk", 12, 10, Spikes(10, 100)) { Bits = 8 },
        new("tiny8-preset", 12, 10, Spikes(10, 100)) { Bits = 8 },
    ];

    /// <summary>The sample of this name.</summary>
    public static JpegLsSample Named(string name) => All.Single(sample => sample.Name == name);

    /// <summary>A ramp with spikes, of unusual bits.</summary>
    public static JpegLsSample SpikedRamp(int bits)
    {
        const int Columns = 31;
        return new($"ramp{bits}-cooked", 29, Columns, (row, column) =>
        {
            var hash = Hash(row * Columns + column);
            return row + column / 3 + (int)(hash % 2) + (hash % 29 == 0 ? (int)Hash(row * Columns + column + 7) : 0);
        })
        { Bits = bits };
    }

    private static Func<int, int, int> Noise(int columns) => (row, column) => (int)Hash(row * columns + column);

    /// <summary>A disc of 35 ± 10 HU in air.</summary>
    private static Func<int, int, int> Head(int rows, int columns) => (row, column) =>
    {
        long down = (2 * row - rows) * columns, right = (2 * column - columns) * rows;
        return down * down + right * right < (long)rows * rows * columns * columns ? 25 + (int)(Hash(row * columns + column) % 21) : -1024;
    };

    /// <summary>Flat but for one pixel in 23, which may be anything.</summary>
    private static Func<int, int, int> Spikes(int columns, int flat) => (row, column) =>
        Hash(row * columns + column) is var hash && hash % 23 == 0 ? (int)(hash >> 8) : flat + row / 9;

    private static uint Hash(int value)
    {
        var hash = (uint)value * 2654435761;
        hash = (hash ^ hash >> 15) * 0x2C1B3C6D;
        return hash ^ hash >> 12;
    }
}
