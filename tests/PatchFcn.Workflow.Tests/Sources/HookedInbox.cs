using System.Runtime.CompilerServices;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>An inbox in which something happens while it is listed, once.</summary>
internal sealed class HookedInbox(IStudyInbox inner) : IStudyInbox
{
    private Func<Task>? _hook;
    private string? _before;

    /// <summary>Lets something happen in the next listing: before the upload of a name, or after the last.</summary>
    public void Hook(string? before, Func<Task> hook) => (_before, _hook) = (before, hook);

    public async IAsyncEnumerable<StudyArrival> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var arrival in inner.ListAsync(start, cancellation))
        {
            if (arrival.Name == _before)
                await FireAsync();
            yield return arrival;
        }
        if (_before is null)
            await FireAsync();
    }

    public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation) => inner.OpenAsync(upload, cancellation);

    private Task FireAsync() => Interlocked.Exchange(ref _hook, null)?.Invoke() ?? Task.CompletedTask;
}
