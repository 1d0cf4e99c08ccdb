using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>An inbox that counts how often it is listed, and whose uploads nobody can open until they are let go.</summary>
internal sealed class HeldInbox(IStudyInbox inner) : IStudyInbox
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _listings;
    private int _openings;

    /// <summary>How often it was listed as a whole.</summary>
    public int Listings => _listings;

    /// <summary>How often it had been listed when an upload was opened last.</summary>
    public int ListingsAtLastOpening { get; private set; }

    /// <summary>How often somebody opened an upload.</summary>
    public int Openings => _openings;

    /// <summary>Whether somebody has asked for an upload.</summary>
    public bool IsAskedFor => Openings > 0;

    /// <summary>Lets uploads be opened.</summary>
    public void LetGo() => _held.SetResult();

    public IAsyncEnumerable<StudyArrival> ListAsync(string start, CancellationToken cancellation)
    {
        if (start.Length == 0)
            Interlocked.Increment(ref _listings);
        return inner.ListAsync(start, cancellation);
    }

    public async Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation)
    {
        ListingsAtLastOpening = Listings;
        Interlocked.Increment(ref _openings);
        await _held.Task.WaitAsync(cancellation);
        return await inner.OpenAsync(upload, cancellation);
    }
}
