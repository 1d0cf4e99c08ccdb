using System.Globalization;
using System.Runtime.CompilerServices;
using PatchFcn.Core;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>Studies that arrive in a folder. Symbolic links in it are not followed: an upload cannot reach for files elsewhere.</summary>
/// <param name="root">The folder.</param>
public sealed class FolderInbox(string root) : IStudyInbox
{
    /// <summary>A file that changed this short a time ago may still be copied.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>A time further ahead than clocks of file servers run is no sign of a file that is being copied.</summary>
    private static readonly TimeSpan FarAhead = TimeSpan.FromMinutes(1);

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <inheritdoc/>
    public async IAsyncEnumerable<StudyArrival> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var arrival in StudyArrival.Find(FindFiles(start)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return arrival;
        }
    }

    /// <inheritdoc/>
    public Task<StudyUpload> OpenAsync(string upload, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(Path.Combine(root, StudyArrival.Parse(upload).Name));
        if (!path.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ArgumentException("The upload is not in this inbox.", nameof(upload));
        try
        {
            return Task.FromResult(StudyUpload.Open([path], through: file => new InboxFile(file)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InboxException(problem);
        }
    }

    private List<StudyArrival> FindFiles(string start)
    {
        var now = DateTime.UtcNow;
        try
        {
            return new DirectoryInfo(root).EnumerateFiles("*", Everything)
                .Select(file => (File: file, Name: RelativePath.Of(root, file.FullName)))
                .Where(it => StudyArrival.IsAnnouncedBy(it.Name) && it.Name.StartsWith(start, StringComparison.Ordinal)) // before the disk is asked for anything but names: a thousand studies have forty times as many images
                .Where(it => it.File.Exists) // somebody may have taken it away since its name was read; from here on it answers from what was read now
                .Where(it => now - it.File.LastWriteTimeUtc > Settled || it.File.LastWriteTimeUtc - now > FarAhead)
                .Select(it => new StudyArrival(it.Name, string.Create(CultureInfo.InvariantCulture, $"{it.File.Length}-{it.File.LastWriteTimeUtc.Ticks}"))
                {
                    ArrivedUtc = it.File.LastWriteTimeUtc < now ? it.File.LastWriteTimeUtc : now,
                })
                .ToList();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InboxException(problem, "The uploads cannot be listed");
        }
    }
}
