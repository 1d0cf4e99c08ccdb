using System.Globalization;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing;

namespace PatchFcn.Dicom.Tests.Codecs.Jpeg2000;

/// <summary>The image whose codestreams are kept beside this file, by its formula.</summary>
internal static class SyntheticImage
{
    public const int Columns = 61;
    public const int Rows = 47;

    /// <summary>The folder of codestreams.</summary>
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "tests", "PatchFcn.Dicom.Tests", "Codecs", "Jpeg2000", "codestreams");

    /// <summary>A codestream by its name.</summary>
    public static byte[] Codestream(string name) => File.ReadAllBytes(Path.Combine(Folder, name.Contains('.', StringComparison.Ordinal) ? name : name + ".j2k"));

    /// <summary>The layout of images whose name begins with sign and bits.</summary>
    public static PixelLayout Layout(string name) => new(Rows, Columns, Frames: 1, BytesPerCell: Bits(name) > 8 ? 2 : 1);

    /// <summary>Its cells: waves that wrap around, from the smallest to the largest value, and a flat disc.</summary>
    public static ushort[] Cells(string name)
    {
        var (bits, isSigned) = (Bits(name), name[0] == 's');
        var mask = bits > 8 ? 0xFFFF : 0xFF;
        return [.. Enumerable.Range(0, Rows * Columns).Select(i => (ushort)(Sample(i % Columns, i / Columns, bits, isSigned) & mask))];
    }

    private static int Bits(string name) => int.Parse(name[1..name.IndexOf('-', StringComparison.Ordinal)], CultureInfo.InvariantCulture);

    private static int Sample(int x, int y, int bits, bool isSigned)
    {
        var half = 1 << (bits - 1);
        var sample = (x - 30) * (x - 30) + (y - 20) * (y - 20) < 100 ? half : (7 * x * x + 5 * y * y + 3 * x * y) * (bits == 16 ? 5 : 1) & (2 * half - 1);
        return isSigned ? sample - half : sample;
    }
}
