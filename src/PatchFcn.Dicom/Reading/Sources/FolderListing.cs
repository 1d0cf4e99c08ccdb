using System.IO.Enumeration;
using PatchFcn.Core;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>The files of a folder and of all folders below it. Symbolic links are listed but never followed; the marker that closes the folder is left out.</summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
    };

    public static IEnumerable<UploadEntry> List(string folder)
    {
        var paths = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };
        return paths
            .Select(path => Describe(path, RelativePath.Of(folder, path)))
            .Where(entry => !CompleteMarker.Is(entry.File.Name))
            .OrderBy(entry => entry.File.Name, StringComparer.Ordinal);
    }

    private static UploadEntry Describe(string path, string name)
    {
        var info = new FileInfo(path);
        return info.LinkTarget is null
            ? new DiskFile(path, name, info.Length).ToEntry()
            : new UploadEntry(new DiskFile(path, name, null), ReadingCatalogue.Files.SymbolicLink);
    }

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
