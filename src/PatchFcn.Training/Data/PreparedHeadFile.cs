using System.IO.Compression;

namespace PatchFcn.Training.Data;

/// <summary>Prepared heads on disk.</summary>
internal static class PreparedHeadFile
{
    /// <summary>How the files end.</summary>
    public const string Extension = ".head";

    private const int Magic = 0x31484650;

    /// <summary>Writes a head; the file is there whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, PreparedHead head)
    {
        var unfinished = path + ".tmp";
        using (var writer = new BinaryWriter(new DeflateStream(File.Create(unfinished), CompressionLevel.Fastest)))
        {
            writer.Write(Magic);
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
    public static PreparedHead Read(string path)
    {
        using var reader = new BinaryReader(new DeflateStream(File.OpenRead(path), CompressionMode.Decompress));
        try
        {
            return Read(reader);
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException or OverflowException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no prepared head, or a damaged one.", exception);
        }
    }

    private static PreparedHead Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != Magic)
            throw new InvalidDataException();
        var (name, patient) = (reader.ReadString(), reader.ReadString());
        var (slices, rows, columns) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var pixels = checked(slices * rows * columns);
        return new PreparedHead(name, patient, slices, rows, columns, Exactly(reader, checked(3 * pixels)), Exactly(reader, pixels));
    }

    private static byte[] Exactly(BinaryReader reader, int count)
    {
        var bytes = reader.ReadBytes(count);
        return bytes.Length == count ? bytes : throw new EndOfStreamException();
    }
}
