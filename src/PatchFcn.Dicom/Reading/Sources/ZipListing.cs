using System.IO.Compression;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>The entries of a zip archive. Entries are told apart by their index: names may repeat or lie.</summary>
internal static class ZipListing
{
    /// <summary>Bytes of the directory for one entry: 46, its name, and extra fields; more than any archiver writes.</summary>
    private const int LongestDirectoryEntry = 512;

    private const int LongestDirectoryOfNoEntries = 1 << 17;

    private static ReadOnlySpan<byte> EntrySignature => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> EmptyArchiveSignature => "PK\x05\x06"u8;

    /// <summary>Whether a file is a zip archive, by its content.</summary>
    public static bool IsZip(IStudyFile file)
    {
        using var stream = file.OpenRead();
        Span<byte> start = stackalloc byte[4];
        return IsZip(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Whether a file that starts so is a zip archive.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith(EntrySignature) || start.StartsWith(EmptyArchiveSignature);

    /// <summary>
    /// Whether the archive's directory can be loaded without harm: it is loaded whole, however many entries it announces.
    /// </summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static bool IsWithin(UploadLimits limits, IStudyFile archive)
    {
        using var stream = archive.OpenRead();
        return ZipDirectory.Length(stream) <= LongestDirectoryOfNoEntries + (long)limits.Files * LongestDirectoryEntry;
    }

    /// <summary>The entries by name; one more than the limit at most.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static IEnumerable<UploadEntry> List(ZipArchivePool archives, UploadLimits limits)
    {
        var archive = archives.Rent();
        try
        {
            return [.. archive.Entries.Select((entry, index) => (entry, index))
                .Where(item => !IsFolder(item.entry))
                .Take(limits.Files + 1)
                .OrderBy(item => item.entry.FullName, StringComparer.Ordinal)
                .Select(item => Describe(archives, item.entry, item.index))];
        }
        finally
        {
            archives.Return(archive);
        }
    }

    private static UploadEntry Describe(ZipArchivePool archives, ZipArchiveEntry entry, int index)
    {
        var file = new ZipEntryFile(archives, index, entry.FullName, entry.Length, entry.CompressedLength);
        var unopened = PointsOutside(entry.FullName) ? ReadingCatalogue.Files.UnsafeName
            : entry.IsEncrypted ? ReadingCatalogue.Files.Encrypted
            : entry.Length == 0 && entry.CompressedLength == 0 ? ReadingCatalogue.Files.Empty
            : null;
        return new UploadEntry(file, unopened);
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/') && entry.Length == 0;

    private static bool PointsOutside(string name)
    {
        var segments = name.Split('/', '\\');
        return segments[0].Length == 0 || segments[0].Contains(':') || segments.Contains("..") || name.Contains('\0');
    }
}
