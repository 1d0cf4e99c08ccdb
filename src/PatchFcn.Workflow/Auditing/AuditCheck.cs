using PatchFcn.Workflow.Artifacts;

namespace PatchFcn.Workflow.Auditing;

/// <summary>Whether an audit log is as it was written.</summary>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Head">Hash of the last: whoever keeps it elsewhere can tell later whether the log still holds everything up to it.</param>
/// <param name="Problems">What is wrong, a sentence each; empty: nothing.</param>
public sealed record AuditCheck(long Entries, string Head, IReadOnlyList<string> Problems)
{
    private const int MostProblems = 20;

    /// <summary>Checks every entry: its place, its hash, and that it names the one before.</summary>
    /// <param name="results">The store of results.</param>
    /// <param name="known">Hash of an entry that was the last once, kept by whoever asks; null: none.</param>
    /// <param name="cancellation">Cancels.</param>
    public static async Task<AuditCheck> OfAsync(IArtifactStore results, string? known, CancellationToken cancellation)
    {
        var (count, previous, problems, seen) = (0L, AuditEntry.Beginning, new List<string>(), known is null);
        await foreach (var (path, entry) in AuditLog.ReadAsync(results, cancellation))
        {
            count++;
            if (Problem(path, entry, count, previous) is { } problem)
                problems.Add(problem);
            // Behind a gap the chain is followed from the next entry: one change is one problem.
            count = entry?.Sequence > count ? entry.Sequence : count;
            previous = entry?.Hash ?? AuditEntry.Unreadable;
            seen |= string.Equals(entry?.Hash, known, StringComparison.OrdinalIgnoreCase);
            if (problems.Count == MostProblems)
                break;
        }
        if (count == 0)
            problems.Add("There is no entry: no host has kept a log here, or it was taken away.");
        else if (!seen && problems.Count < MostProblems)
            problems.Add("No entry has the hash that was given: what followed it, or all up to it, was taken away or written anew.");
        return new AuditCheck(count, previous, problems);
    }

    private static string? Problem(string path, AuditEntry? entry, long sequence, string previous)
    {
        if (entry is null)
            return $"{path} cannot be read as it was written.";
        if (path != AuditLog.PathOf(entry.Sequence))
            return $"{path} holds entry {entry.Sequence}.";
        if (entry.ComputeHash() != entry.Hash)
            return $"Entry {entry.Sequence} was changed.";
        if (entry.Sequence != sequence)
            return $"Entries {sequence} to {entry.Sequence - 1} are missing.";
        return entry.Previous == previous ? null : $"Entry {entry.Sequence} does not follow the one before it: that one was written anew, or this one was.";
    }
}
