using System.Collections.Concurrent;
using System.Security.Cryptography;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Results;

/// <summary>Writes the result files of one study, side by side where it is asked to, and keeps their hashes.</summary>
internal sealed class ResultFiles(IArtifactStore results, string resultPath)
{
    private readonly ConcurrentBag<WrittenFile> _written = [];

    /// <summary>What has been written, by name.</summary>
    public WrittenResult Written => new([.. _written.OrderBy(file => file.Name, StringComparer.Ordinal)]);

    /// <summary>Writes one file by code that does not wait.</summary>
    /// <inheritdoc cref="WriteAsync(string, Func{Stream, CancellationToken, Task}, CancellationToken)"/>
    public Task WriteAsync(string name, Action<Stream> write, CancellationToken cancellation) =>
        WriteAsync(name, ArtifactStoreExtensions.AtOnce(write), cancellation);

    /// <summary>Writes one file.</summary>
    /// <param name="name">Path relative to the result path.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="cancellation">Cancels writing.</param>
    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var hash = "";
        await results.WriteAsync(
            $"{resultPath}/{name}",
            async (stream, token) =>
            {
                using var sha256 = SHA256.Create();
                await using var hashing = new CryptoStream(stream, sha256, CryptoStreamMode.Write, leaveOpen: true);
                await write(hashing, token);
                await hashing.FlushFinalBlockAsync(token);
                hash = Convert.ToHexStringLower(sha256.Hash!);
            },
            cancellation);
        _written.Add(new WrittenFile(name, hash));
    }
}
