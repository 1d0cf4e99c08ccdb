using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Privacy;

namespace PatchFcn.Cli.Tests;

/// <summary>Looks for the planted identity, and for dates and times, in bytes and in what is packed or written as base64 within them.</summary>
internal static partial class IdentityTraces
{
    /// <summary>Dates and times that results could carry, beside the planted identity.</summary>
    public static IReadOnlyList<PlantedValue> Times { get; } =
    [
        Date("StudyDate", DicomTags.StudyDate), Date("SeriesDate", DicomTags.SeriesDate),
        Date("AcquisitionDate", DicomTags.AcquisitionDate), Date("ContentDate", DicomTags.ContentDate),
        new("StudyTime", DicomTags.StudyTime, "TM", "171717.31", ["171717", "17:17:17"]),
        new("ContentTime", DicomTags.ContentTime, "TM", "171717.31", ["171717", "17:17:17"]),
    ];

    /// <summary>The attributes that a text tells.</summary>
    public static IReadOnlyList<string> FindIn(string text) => FindIn(Encoding.UTF8.GetBytes(text));

    /// <summary>The attributes that some bytes tell.</summary>
    public static IReadOnlyList<string> FindIn(byte[] bytes) => [.. Plain(bytes).SelectMany(FindInPlain).Distinct()];

    private static IEnumerable<string> FindInPlain(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return PlantedIdentity.FindIn(bytes).Concat(Times.Where(time => time.Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))).Select(time => time.Attribute));
    }

    private static IEnumerable<byte[]> Plain(byte[] bytes)
    {
        yield return bytes;
        if (bytes is [0x1F, 0x8B, ..])
            yield return Unpack(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        foreach (Match match in Base64Text().Matches(Encoding.Latin1.GetString(bytes)))
            if (Base64.IsValid(match.Value))
                foreach (var inner in Plain(Convert.FromBase64String(match.Value)))
                    yield return inner;
    }

    private static byte[] Unpack(Stream packed)
    {
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static PlantedValue Date(string attribute, DicomTag tag) => new(attribute, tag, "DA", "19471203", ["19471203", "1947-12-03"]);

    [GeneratedRegex("[A-Za-z0-9+/]{24,}={0,2}")]
    private static partial Regex Base64Text();
}
