using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Sources;

/// <summary>Fills a stripped study slice by slice: every slice is read once, however many ask for it at the same time.</summary>
/// <param name="work">Where the artifact is.</param>
/// <param name="artifact">The stripped volume.</param>
/// <param name="study">The study to fill.</param>
/// <param name="isFilled">Whether all voxels are there already.</param>
internal sealed class StrippedSlices(IArtifactStore work, string artifact, StrippedStudy study, bool isFilled)
{
    private readonly Task?[] _loads = [.. Enumerable.Repeat(isFilled ? Task.CompletedTask : null, study.Grid.Source.SliceCount)];

    /// <summary>The study, with the slices that have been loaded.</summary>
    public StrippedStudy Study => study;

    /// <summary>Loads what is not there yet of some neighbouring source slices.</summary>
    public Task LoadAsync(int first, int last, CancellationToken cancellation)
    {
        lock (_loads)
        {
            for (var slice = first; slice <= last; slice++)
            {
                if (IsThere(slice))
                    continue;
                var end = slice + 1;
                while (end <= last && !IsThere(end))
                    end++;
                var (start, count) = (slice, end - slice);
                Array.Fill(_loads, Task.Run(() => ReadAsync(start, count), CancellationToken.None), start, count);
            }

            return Task.WhenAll(_loads[first..(last + 1)].Distinct()!).WaitAsync(cancellation);
        }
    }

    /// <summary>Loaded or on the way; what went wrong is tried again.</summary>
    private bool IsThere(int slice) => _loads[slice] is { IsFaulted: false };

    /// <summary>Not cancelled with whoever asked first: others may wait for it.</summary>
    private async Task ReadAsync(int first, int count)
    {
        var (offset, length) = BrainVoxelsFile.Range<short>(study.Brain, first, count);
        if (length == 0)
            return;
        await using var stream = await work.OpenReadAsync(artifact, offset, length, CancellationToken.None);
        BrainVoxelsFile.Read(stream, study.Brain, first, count, study.Volume.Voxels);
    }
}
