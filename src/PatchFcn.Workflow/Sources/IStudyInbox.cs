namespace PatchFcn.Workflow.Sources;

/// <summary>Where studies arrive: as zip archives, or as files under a prefix that a <c>_complete</c> marker closes.</summary>
public interface IStudyInbox : IUploads
{
    /// <summary>What has arrived whole, oldest name first; analysed or not.</summary>
    IAsyncEnumerable<StudyArrival> ListAsync(CancellationToken cancellation);
}

/// <summary>A study that has arrived.</summary>
/// <param name="Name">Name of the zip, or the prefix with a slash at its end. It may identify a patient: it is never shown or logged.</param>
/// <param name="Version">Changes when something else is uploaded under the same name; without a slash.</param>
public sealed record StudyArrival(string Name, string Version)
{
    /// <summary>Name of the marker that closes a prefix.</summary>
    public const string CompleteMarker = "_complete";

    /// <summary>A hash that stands for this version of the upload.</summary>
    public string Key => StudyNames.Short(Reference);

    /// <summary>What a <see cref="StudyRequest"/> refers to it by.</summary>
    public string Reference => $"{Version}/{Name}";

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static StudyArrival Parse(string reference) =>
        reference.Split('/', 2) is [var version, var name] ? new StudyArrival(name, version) : throw new FormatException("This is not a reference to an upload.");

    /// <summary>Finds the arrivals in a listing.</summary>
    /// <param name="files">Names of all files with their versions.</param>
    public static IEnumerable<StudyArrival> Find(IReadOnlyCollection<(string Name, string Version)> files)
    {
        var prefixes = files
            .Where(file => file.Name.EndsWith("/" + CompleteMarker, StringComparison.Ordinal))
            .Select(file => new StudyArrival(file.Name[..^CompleteMarker.Length], file.Version))
            .ToList();
        var archives = files
            .Where(file => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !prefixes.Exists(prefix => file.Name.StartsWith(prefix.Name, StringComparison.Ordinal)))
            .Select(file => new StudyArrival(file.Name, file.Version));
        return prefixes.Concat(archives).OrderBy(arrival => arrival.Name, StringComparer.Ordinal);
    }
}
