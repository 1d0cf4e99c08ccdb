using System.IO.Compression;
using Azure.Storage.Blobs;

namespace PatchFcn.Cli.Tests.Watching;

/// <summary>Uploads of the same images, a bleed among them; a note makes each another study to the software.</summary>
internal static class SameImages
{
    /// <summary>Writes them as zips into <c>studies/</c> of a folder.</summary>
    /// <returns>Their paths.</returns>
    public static List<string> Write(string images, string storage, int count)
    {
        var studies = Directory.CreateDirectory(Path.Combine(storage, "studies")).FullName;
        return [.. Enumerable.Range(0, count).Select(i => Zip(images, Path.Combine(studies, $"{i}.zip"), $"{i}"))];
    }

    /// <summary>Brings them to a blob storage.</summary>
    public static async Task UploadAsync(string connection, IEnumerable<string> zips, CancellationToken cancellation)
    {
        var container = new BlobServiceClient(connection).GetBlobContainerClient("studies");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        foreach (var file in zips)
            await container.GetBlobClient(Path.GetFileName(file)).UploadAsync(file, cancellation);
    }

    private static string Zip(string folder, string path, string text)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(folder, "*.dcm"))
            zip.CreateEntryFromFile(file, Path.GetFileName(file), CompressionLevel.Fastest);
        using var note = new StreamWriter(zip.CreateEntry("note.txt").Open());
        note.Write(text);
        return path;
    }
}
