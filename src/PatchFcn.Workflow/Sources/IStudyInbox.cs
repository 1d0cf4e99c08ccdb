using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>Where studies arrive: as zip archives, or as files under a prefix that a <c>_complete</c> marker closes.</summary>
public interface IStudyInbox : IUploads
{
    /// <summary>What has arrived whole, ordered by name (ordinal); analysed or not.</summary>
    /// <param name="start">What the names of its files begin with; empty: all. An arrival is found by the name of its zip or of its marker.</param>
    /// <param name="cancellation">Cancels the listing.</param>
    IAsyncEnumerable<StudyArrival> ListAsync(string start, CancellationToken cancellation);

    /// <summary>What a file has made whole that was heard of: as a listing of everything has it, so nothing where a zip lies below a prefix that is closed, and is a part of that.</summary>
    /// <param name="file">Name of a zip or of a marker.</param>
    /// <param name="cancellation">Cancels the listing.</param>
    async Task<List<StudyArrival>> ListAnnouncedAsync(string file, CancellationToken cancellation)
    {
        var arrivals = await ListAsync(file, cancellation).ToListAsync(cancellation);
        foreach (var folder in StudyArrival.FoldersOf(file))
            if (arrivals.Exists(arrival => !arrival.IsPrefix) && await ListAsync(folder + CompleteMarker.Name, cancellation).AnyAsync(it => it.Name == folder, cancellation))
                arrivals.RemoveAll(arrival => !arrival.IsPrefix);
        return arrivals;
    }
}

/// <summary>A study that has arrived.</summary>
/// <param name="Name">Name of the zip, or the prefix with a slash at its end. It may identify a patient: it is never shown or logged.</param>
/// <param name="Version">Changes when something else is uploaded under the same name; without a slash.</param>
public sealed record StudyArrival(string Name, string Version)
{
    /// <summary>Whether it is files under a prefix, not a zip.</summary>
    public bool IsPrefix => Name.EndsWith('/');

    /// <summary>When its zip or its marker was written; null where nobody knows.</summary>
    public DateTimeOffset? ArrivedUtc { get; init; }

    /// <summary>A hash that stands for this version of the upload.</summary>
    public string Key => StudyNames.Short(Reference);

    /// <summary>What a <see cref="StudyRequest"/> refers to it by.</summary>
    public string Reference => $"{Version}/{Name}";

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static StudyArrival Parse(string reference) =>
        reference.Split('/', 2) is [var version, var name] ? new StudyArrival(name, version) : throw new FormatException("This is not a reference to an upload.");

    /// <summary>Whether a file of this name makes a study whole: a zip, or the marker that closes a prefix.</summary>
    public static bool IsAnnouncedBy(string file) => IsArchive(file) || IsMarker(file);

    /// <summary>Finds the arrivals in a listing.</summary>
    /// <param name="files">All files, or those that announce a study.</param>
    public static IEnumerable<StudyArrival> Find(IReadOnlyCollection<StudyArrival> files)
    {
        var prefixes = files.Where(file => IsMarker(file.Name)).Select(file => file with { Name = file.Name[..^CompleteMarker.Name.Length] }).ToList();
        var closed = prefixes.Select(prefix => prefix.Name).ToHashSet();
        var archives = files.Where(file => IsArchive(file.Name) && !FoldersOf(file.Name).Any(closed.Contains));
        return prefixes.Concat(archives).OrderBy(arrival => arrival.Name, StringComparer.Ordinal);
    }

    /// <summary>The folders a file lies in, each with a slash at its end.</summary>
    internal static IEnumerable<string> FoldersOf(string file) => from end in Enumerable.Range(0, file.Length) where file[end] == '/' select file[..(end + 1)];

    private static bool IsArchive(string file) => file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsMarker(string file) => file.EndsWith("/" + CompleteMarker.Name, StringComparison.Ordinal);
}
