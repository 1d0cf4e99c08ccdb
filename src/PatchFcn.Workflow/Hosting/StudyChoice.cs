using PatchFcn.Core;
using PatchFcn.Core.Hashing;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Hosting;

/// <summary>Finds the study of a result among others.</summary>
internal static class StudyChoice
{
    /// <summary>The folder itself, a folder in it or a zip in it, by the number of files that a result was made from; the folder itself where none holds any.</summary>
    /// <exception cref="UsageException">There is no such folder or file.</exception>
    public static async Task<string> FindAsync(string studies, IReadOnlyList<WrittenFile> inputs, CancellationToken cancellation)
    {
        if (!Path.Exists(studies))
            throw new UsageException($"There is no folder or file of studies '{studies}'.");
        if (!Directory.Exists(studies))
            return studies;
        var wanted = inputs.Select(file => file.Sha256).ToHashSet();
        var (best, most) = (studies, 0);
        foreach (var candidate in Directory.GetDirectories(studies).Concat(Directory.GetFiles(studies, "*.zip")).Order(StringComparer.Ordinal))
        {
            var count = await CountAsync(candidate, wanted, cancellation);
            if (count > most)
                (best, most) = (candidate, count);
        }

        return best;
    }

    private static async Task<int> CountAsync(string candidate, HashSet<string> wanted, CancellationToken cancellation)
    {
        using var upload = StudyUpload.Open([candidate]);
        var found = new HashSet<string>();
        foreach (var file in upload.Entries.Select(entry => entry.File).OfType<IStudyFile>())
        {
            try
            {
                await using var stream = file.OpenRead();
                found.Add(await Digest.OfAsync(stream, cancellation));
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                // What cannot be read is no file of this result.
            }
        }

        return found.Count(wanted.Contains);
    }
}
