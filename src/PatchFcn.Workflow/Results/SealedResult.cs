using System.Text.Json;
using PatchFcn.Core;
using PatchFcn.Core.Hashing;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Results;

/// <summary>A result with its seal, wherever it lies.</summary>
internal sealed class SealedResult
{
    private readonly Func<string, CancellationToken, Task<Stream>> _open;

    private SealedResult(Func<string, CancellationToken, Task<Stream>> open, ResultManifest manifest) => (_open, Manifest) = (open, manifest);

    /// <summary>Its <c>manifest.json</c>.</summary>
    public ResultManifest Manifest { get; }

    /// <summary>Opens a result folder.</summary>
    /// <exception cref="UsageException">The folder has no <c>manifest.json</c>, or one that cannot be read.</exception>
    public static Task<SealedResult> OpenAsync(string folder, CancellationToken cancellation) =>
        OpenAsync((name, _) => Task.FromResult<Stream>(File.OpenRead(Path.Combine(folder, ArtifactPath.Checked(name)))), cancellation);

    /// <summary>Opens a result in a store.</summary>
    /// <inheritdoc cref="OpenAsync(string, CancellationToken)"/>
    public static Task<SealedResult> OpenAsync(IArtifactStore results, string resultPath, CancellationToken cancellation) =>
        OpenAsync((name, token) => results.OpenReadAsync($"{resultPath}/{name}", token), cancellation);

    /// <summary>Opens a file of the result; null where it is missing.</summary>
    /// <exception cref="UsageException">The name leads out of the result.</exception>
    public async Task<Stream?> TryOpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await _open(name, cancellation);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a file; null where it is missing or altered since the result was sealed.</summary>
    public async Task<byte[]?> TryReadAsync(WrittenFile file, CancellationToken cancellation)
    {
        if (await TryOpenAsync(file.Name, cancellation) is not { } stream)
            return null;
        await using (stream)
        {
            var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            bytes.Position = 0;
            return await Digest.OfAsync(bytes, cancellation) == file.Sha256 ? bytes.ToArray() : null;
        }
    }

    /// <summary>Whether a file is there and is what it was when the result was sealed.</summary>
    public async Task<bool> IsIntactAsync(WrittenFile file, CancellationToken cancellation)
    {
        if (await TryOpenAsync(file.Name, cancellation) is not { } stream)
            return false;
        await using (stream)
            return await Digest.OfAsync(stream, cancellation) == file.Sha256;
    }

    private static async Task<SealedResult> OpenAsync(Func<string, CancellationToken, Task<Stream>> open, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await open(ResultNames.Manifest, cancellation);
            return new SealedResult(open, await ResultManifest.ReadAsync(stream, cancellation));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"The folder holds no {ResultNames.Manifest}: it is no result, or one that was not finished.", problem);
        }
        catch (JsonException problem)
        {
            throw new UsageException($"The {ResultNames.Manifest} of the folder cannot be read.", problem);
        }
    }
}
