using System.IO.Compression;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>Zip archives in memory.</summary>
internal static class ZipMaker
{
    public static byte[] Pack(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        return zip.ToArray();
    }

    public static byte[] Pack(IEnumerable<IStudyFile> files) =>
        Pack(files.Cast<MemoryFile>().Select(file => (file.Name, file.Content)));

    public static StudyUpload Open(byte[] zip, UploadLimits? limits = null) =>
        StudyUpload.OpenZip(new MemoryFile("study.zip", zip), limits);

    /// <summary>Sets the general purpose flags of every entry; 1 says that it is encrypted.</summary>
    public static byte[] SetFlags(byte[] zip, ushort flags) => Alter(zip, localOffset: 6, flags);

    /// <summary>Sets the compression method of every entry; 14 is LZMA.</summary>
    public static byte[] SetMethod(byte[] zip, ushort method) => Alter(zip, localOffset: 8, method);

    private static byte[] Alter(byte[] zip, int localOffset, ushort value)
    {
        var altered = zip.ToArray();
        for (var i = 0; i + 4 <= altered.Length; i++)
        {
            var offset = altered.AsSpan(i).StartsWith("PK\x03\x04"u8) ? i + localOffset
                : altered.AsSpan(i).StartsWith("PK\x01\x02"u8) ? i + localOffset + 2
                : -1;
            if (offset >= 0)
                BitConverter.TryWriteBytes(altered.AsSpan(offset), value);
        }
        return altered;
    }
}
