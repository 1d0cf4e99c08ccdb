using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>Uploads of the same images, a bleed among them, each as another study of another patient: UIDs and patient number differ in their last six digits.</summary>
internal static partial class SameImages
{
    /// <summary>Writes them as zips into <c>studies/</c> of a folder.</summary>
    /// <returns>Their paths.</returns>
    public static List<string> Write(string images, string storage, int count)
    {
        var studies = Directory.CreateDirectory(Path.Combine(storage, "studies")).FullName;
        return [.. Enumerable.Range(0, count).Select(i => Zip(images, Path.Combine(studies, $"{i}.zip"), i))];
    }

    /// <summary>Brings them to a blob storage.</summary>
    public static async Task UploadAsync(string connection, IEnumerable<string> zips, CancellationToken cancellation)
    {
        var container = new BlobServiceClient(connection).GetBlobContainerClient("studies");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        foreach (var file in zips)
            await container.GetBlobClient(Path.GetFileName(file)).UploadAsync(file, cancellation);
    }

    private static string Zip(string folder, string path, int number)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(folder, "*.dcm"))
        {
            using var entry = zip.CreateEntry(Path.GetFileName(file), CompressionLevel.Fastest).Open();
            entry.Write(Renumber(File.ReadAllBytes(file), number));
        }
        return path;
    }

    /// <summary>Of the same length, so that nothing else in the file moves.</summary>
    private static byte[] Renumber(byte[] file, int number)
    {
        var digits = number.ToString("D6", CultureInfo.InvariantCulture);
        return Encoding.Latin1.GetBytes(Identifiers().Replace(Encoding.Latin1.GetString(file), id => id.Value[..^digits.Length] + digits));
    }

    [GeneratedRegex(@"2\.25\.\d{20,}|PHANTOM-\d{6}")]
    private static partial Regex Identifiers();
}
