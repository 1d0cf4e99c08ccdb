using System.Runtime.CompilerServices;
using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>A store that fails as stores do.</summary>
/// <param name="inner">Where the bytes are.</param>
/// <param name="plan">What goes wrong.</param>
/// <param name="isWork">Whether it holds intermediate artifacts, which may be lost or damaged; results may not.</param>
internal sealed class FaultyStore(IArtifactStore inner, FaultPlan plan, bool isWork) : IArtifactStore
{
    private static readonly Fault[] OfReading = [Fault.Latency, Fault.Refused, Fault.OutOfReach, Fault.TimedOut, Fault.KilledBefore];
    private static readonly Fault[] OfReadingWork = [.. OfReading, Fault.Missing, Fault.TornRead];
    private static readonly Fault[] OfWriting = [.. OfReading, Fault.DiskFull, Fault.TornWrite, Fault.AnswerLost, Fault.KilledAfter];
    private static readonly Fault[] OfWritingWork = [.. OfWriting, Fault.OutOfMemory];

    public Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) => WriteAsync(
        async whole =>
        {
            await inner.WriteAsync(path, whole, cancellation);
            return true;
        },
        write);

    public Task<bool> TryCreateAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) =>
        WriteAsync(whole => inner.TryCreateAsync(path, whole, cancellation), write);

    public async Task<Stream> OpenReadAsync(string path, long offset, long? length, CancellationToken cancellation)
    {
        var fault = plan.Next(isWork && !path.StartsWith('_') ? OfReadingWork : OfReading);
        if (fault == Fault.Missing)
            await inner.DeleteAsync(path, cancellation);
        var stream = await plan.MeetAsync(fault, () => inner.OpenReadAsync(path, offset, length, cancellation));
        return fault == Fault.TornRead ? await CutAsync(stream, cancellation) : stream;
    }

    public async IAsyncEnumerable<StoredArtifact> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = await plan.RunAsync(() => inner.ListAsync(folder, cancellation).ToListAsync(cancellation).AsTask(), OfReading);
        foreach (var artifact in found)
            yield return artifact;
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation) =>
        await plan.RunAsync(
            async () =>
            {
                await inner.DeleteAsync(path, cancellation);
                return true;
            },
            [.. OfReading, Fault.AnswerLost, Fault.KilledAfter]);

    private Task<bool> WriteAsync(Func<Func<Stream, CancellationToken, Task>, Task<bool>> inner, Func<Stream, CancellationToken, Task> write)
    {
        var fault = plan.Next(isWork ? OfWritingWork : OfWriting);
        return plan.MeetAsync(fault, () => inner(fault == Fault.TornWrite ? Torn(write) : write));
    }

    /// <summary>Half of what is written, then the end: nothing may be left of it.</summary>
    private static Func<Stream, CancellationToken, Task> Torn(Func<Stream, CancellationToken, Task> write) => async (stream, token) =>
    {
        using var whole = new MemoryStream();
        await write(whole, token);
        await stream.WriteAsync(whole.GetBuffer().AsMemory(0, (int)whole.Length / 2), token);
        throw new IOException("Injected: writing broke off.");
    };

    private static async Task<Stream> CutAsync(Stream stream, CancellationToken cancellation)
    {
        await using (stream)
        {
            var whole = new MemoryStream();
            await stream.CopyToAsync(whole, cancellation);
            return new MemoryStream(whole.GetBuffer(), 0, (int)whole.Length / 2, writable: false);
        }
    }
}
