using PatchFcn.Core.Hashing;
using PatchFcn.Core.Studies;

namespace PatchFcn.Dicom.Reading;

/// <summary>What the files of an upload are. Either a series was chosen or the study is refused.</summary>
/// <param name="Series">The chosen series; null where the study is refused.</param>
/// <param name="Refusal">Why the study cannot be analysed; null where a series was chosen.</param>
/// <param name="StudyInstanceUid">
/// StudyInstanceUID of the chosen series; where the study is refused, the only one that the CT images of the upload hold. Null where there
/// is none, or more than one.
/// </param>
/// <param name="Warnings">What a reader of the result should know.</param>
/// <param name="Ledger">What became of every file, in the order of the upload.</param>
public sealed record StudyReading(
    CtSeries? Series, Refusal? Refusal, string? StudyInstanceUid, IReadOnlyList<StudyWarning> Warnings, IReadOnlyList<LedgerEntry> Ledger)
{
    /// <summary>Whether the content of every file was read, and there is one: whether <see cref="ContentHash"/> stands for the upload.</summary>
    public bool IsReadWhole => Ledger.Count > 0 && Ledger.All(entry => entry.Sha256 is not null);

    /// <summary>
    /// SHA-256 over the contents of all files that were read, lower-case hexadecimal. It does not depend on their names and order:
    /// the same study sent as a zip or as a folder has the same hash.
    /// </summary>
    public string ContentHash => Digest.Of(string.Concat(Ledger.Select(entry => entry.Sha256).OfType<string>().Order(StringComparer.Ordinal)));
}
