using System.Text;
using PatchFcn.Core;
using PatchFcn.Core.Hashing;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Dicom.Truth;

/// <summary>One study of a test set and what is true of it: a line of <c>truth.csv</c> and a folder.</summary>
/// <param name="Name">Name of the case, which is its folder.</param>
/// <param name="Folder">Full path of the folder.</param>
/// <param name="Positive">Whether there is acute blood.</param>
/// <param name="Classes">Classes of the blood; empty where there is none, or where they are not known.</param>
/// <param name="VolumeMl">Volume of the blood, mL; null where it is not known.</param>
/// <param name="Manufacturer">Maker of the scanner; empty where it is not known.</param>
/// <param name="Patient">Who it is; the case itself where that is not known.</param>
/// <param name="Type">A free word for the kind of case, such as the mimic in it; empty where there is none.</param>
public sealed record TruthCase(
    string Name,
    string Folder,
    bool Positive,
    IReadOnlyList<string> Classes,
    double? VolumeMl,
    string Manufacturer,
    string Patient,
    string Type)
{
    private static readonly string[] TruthFiles = ["truth.nii.gz", "truth.dcm"];

    /// <summary>The label volume, NIfTI or DICOM segmentation; null where there is none. A positive case then counts for examinations only.</summary>
    public string? TruthPath => TruthFiles.Select(file => Path.Combine(Folder, file)).FirstOrDefault(File.Exists);

    /// <summary>Whether a label volume says that there is blood where the table says that there is none, or the other way round.</summary>
    public bool IsContradictedBy(LabelVolume truth) => truth.Labels.ContainsAnyExcept((byte)0) != Positive;

    /// <summary>The files of the study.</summary>
    public IReadOnlyList<string> StudyFiles => [.. AllFiles().Where(file => !TruthFiles.Contains(Path.GetFileName(file)))];

    /// <summary>SHA-256 over the names and hashes of all files of the case, the label volume included; lower-case hexadecimal.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public string Hash(CancellationToken cancellation)
    {
        var lines = new StringBuilder();
        foreach (var file in AllFiles())
        {
            cancellation.ThrowIfCancellationRequested();
            using var stream = File.OpenRead(file);
            lines.Append(RelativePath.Of(Folder, file)).Append('\t').Append(Digest.Of(stream)).Append('\n');
        }

        return Digest.Of(lines.ToString());
    }

    private IEnumerable<string> AllFiles() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).OrderBy(file => RelativePath.Of(Folder, file), StringComparer.Ordinal);
}
