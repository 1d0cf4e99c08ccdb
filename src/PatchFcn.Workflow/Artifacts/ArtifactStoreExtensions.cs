using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>Short ways to write and read artifacts.</summary>
internal static class ArtifactStoreExtensions
{
    /// <summary>Writes an artifact from memory.</summary>
    public static Task WriteAsync(this IArtifactStore store, string path, Action<Stream> write, CancellationToken cancellation) =>
        store.WriteAsync(path, AtOnce(write), cancellation);

    /// <summary>Code that does not wait, in the form in which artifacts are written.</summary>
    public static Func<Stream, CancellationToken, Task> AtOnce(Action<Stream> write) => (stream, _) =>
    {
        write(stream);
        return Task.CompletedTask;
    };

    /// <summary>Opens a whole artifact for reading.</summary>
    public static Task<Stream> OpenReadAsync(this IArtifactStore store, string path, CancellationToken cancellation) =>
        store.OpenReadAsync(path, 0, null, cancellation);

    /// <summary>Writes a record as JSON.</summary>
    public static Task WriteJsonAsync<T>(this IArtifactStore store, string path, T value, CancellationToken cancellation) =>
        store.WriteAsync(path, (stream, token) => JsonSerializer.SerializeAsync(stream, value, StudyJson.Options, token), cancellation);

    /// <summary>Writes a record as JSON unless there is one.</summary>
    public static Task<bool> TryCreateJsonAsync<T>(this IArtifactStore store, string path, T value, CancellationToken cancellation) =>
        store.TryCreateAsync(path, (stream, token) => JsonSerializer.SerializeAsync(stream, value, StudyJson.Options, token), cancellation);

    /// <summary>
    /// Reads a record; null where there is none, or one that cannot be read: a power cut may leave half a file behind, and one such mark must not hold up every other study.
    /// </summary>
    public static async Task<T?> ReadJsonAsync<T>(this IArtifactStore store, string path, CancellationToken cancellation)
        where T : class
    {
        try
        {
            await using var stream = await store.OpenReadAsync(path, cancellation);
            return await JsonSerializer.DeserializeAsync<T>(stream, StudyJson.Options, cancellation);
        }
        catch (Exception problem) when (problem is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads all records of a folder, ordered by path.</summary>
    public static async IAsyncEnumerable<(string Path, T Record)> ReadAllJsonAsync<T>(
        this IArtifactStore store, string folder, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        await foreach (var artifact in store.ListAsync(folder, cancellation))
            if (await store.ReadJsonAsync<T>(artifact.Path, cancellation) is { } record)
                yield return (artifact.Path, record);
    }

    /// <summary>Deletes everything below a folder.</summary>
    public static async Task DeleteBelowAsync(this IArtifactStore store, string folder, CancellationToken cancellation)
    {
        await foreach (var artifact in store.ListAsync(folder, cancellation))
            await store.DeleteAsync(artifact.Path, cancellation);
    }
}
