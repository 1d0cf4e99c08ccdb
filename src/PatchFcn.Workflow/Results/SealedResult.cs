using System.Text.Json;
using PatchFcn.Core.Hashing;

namespace PatchFcn.Workflow.Results;

/// <summary>A result folder with its seal.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Manifest">Its <c>manifest.json</c>.</param>
internal sealed record SealedResult(string Folder, ResultManifest Manifest)
{
    /// <summary>Opens a result folder.</summary>
    /// <exception cref="ArgumentException">The folder has no <c>manifest.json</c>, or one that cannot be read.</exception>
    public static async Task<SealedResult> OpenAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(Path.Combine(folder, ResultNames.Manifest));
            return new SealedResult(folder, await ResultManifest.ReadAsync(stream, cancellation));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArgumentException($"The folder holds no {ResultNames.Manifest}: it is no result, or one that was not finished.", problem);
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"The {ResultNames.Manifest} of the folder cannot be read.", problem);
        }
    }

    /// <summary>Full path of a file of the result.</summary>
    /// <exception cref="ArgumentException">The name leads out of the folder.</exception>
    public string Locate(WrittenFile file) => Path.Combine(Folder, Artifacts.ArtifactPath.Checked(file.Name));

    /// <summary>Whether a file is there and is what it was when the result was sealed.</summary>
    public async Task<bool> IsIntactAsync(WrittenFile file, CancellationToken cancellation)
    {
        if (!File.Exists(Locate(file)))
            return false;
        await using var stream = File.OpenRead(Locate(file));
        return await Digest.OfAsync(stream, cancellation) == file.Sha256;
    }
}
