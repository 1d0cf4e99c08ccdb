using System.IO.Compression;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Training.Data;

/// <summary>Prepared heads on disk.</summary>
internal static class PreparedHeadFile
{
    /// <summary>How the files end.</summary>
    public const string Extension = ".head";

    private const int Magic = 0x32484650;

    /// <summary>Of files that do not say their scale.</summary>
    private const int MagicWithoutScale = 0x31484650;

    /// <summary>Writes a head; the file is there whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PreparedHead head)
    {
        var unfinished = path + ".tmp";
        using (var writer = new BinaryWriter(new DeflateStream(File.Create(unfinished), CompressionLevel.Fastest)))
        {
            WriteScale(writer, head.Scale);
            writer.Write(head.Name);
            writer.Write(head.Patient);
            writer.Write(head.Slices);
            writer.Write(head.Rows);
            writer.Write(head.Columns);
            writer.Write(head.Densities);
            writer.Write(head.Labels);
        }
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Reads a head.</summary>
    /// <exception cref="InvalidDataException">The file is not one.</exception>
    public static PreparedHead Read(string path) => Read(path, ReadHead);

    /// <summary>Reads the scale that a head was prepared at, and nothing more; null where a file of an earlier version does not say.</summary>
    /// <exception cref="InvalidDataException">The file is not one.</exception>
    public static AnalysisScale? ReadScale(string path) => Read(path, ReadScale);

    private static T Read<T>(string path, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new DeflateStream(File.OpenRead(path), CompressionMode.Decompress));
        try
        {
            return read(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException or OverflowException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no prepared head, or a damaged one.", exception);
        }
    }

    private static PreparedHead ReadHead(BinaryReader reader)
    {
        var scale = ReadScale(reader);
        var (name, patient) = (reader.ReadString(), reader.ReadString());
        var (slices, rows, columns) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        if (slices < 0 || rows < 0 || columns < 0)
            throw new InvalidDataException();
        var pixels = checked(slices * rows * columns);
        return new PreparedHead(name, patient, slices, rows, columns, Exactly(reader, checked(3 * pixels)), Exactly(reader, pixels)) { Scale = scale };
    }

    private static void WriteScale(BinaryWriter writer, AnalysisScale? scale)
    {
        writer.Write(scale is null ? MagicWithoutScale : Magic);
        if (scale is null)
            return;
        foreach (var mm in (ReadOnlySpan<double?>)[scale.PixelSpacingMm, scale.SlabMm, scale.NeighbourMm])
            writer.Write(mm ?? double.NaN);
        writer.Write((int)scale.Edge);
    }

    private static AnalysisScale? ReadScale(BinaryReader reader)
    {
        return reader.ReadInt32() switch
        {
            Magic => new AnalysisScale(Length(), Length(), Length(), (EdgeRule)reader.ReadInt32()),
            MagicWithoutScale => null,
            _ => throw new InvalidDataException(),
        };

        double? Length()
        {
            var mm = reader.ReadDouble();
            return double.IsNaN(mm) ? null : mm;
        }
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        var bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}
