using System.Text.RegularExpressions;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>
/// Names of files as the ledger shows them. A name stays only when every part of its path is made as scanners and archives number
/// files: one of a few fixed prefixes and at most four significant digits, or a fixed word. Everything else could be a name, an
/// initial, a birth date or a record number, and is replaced by the hash of the content.
/// </summary>
internal static partial class LedgerName
{
    private const int HashDigits = 12;

    /// <summary>The name of a file for the ledger.</summary>
    /// <param name="name">Path within the upload.</param>
    /// <param name="sha256">SHA-256 of the content, hexadecimal; null where it was not read. The name itself is not hashed: names can be
    /// guessed.</param>
    /// <param name="ordinal">Place of the file in the upload, from 1; it names a file that was not read.</param>
    public static string Of(string name, string? sha256, int ordinal) =>
        name.Split('/').All(part => HarmlessPart().IsMatch(part)) ? name
        : sha256 is not null ? $"file-{sha256[..HashDigits]}"
        : $"unopened-{ordinal}";

    [GeneratedRegex(
        "^(?:(?:IM|IMG|IMAGE|I|CT|SL|SLICE|FRAME|S|SE|SER|SERIES|ST|STUDY|PA|DCM|FILE)?[-_]?0{0,10}[0-9]{1,4}"
        + "|DICOM|DICOMDIR|DIRFILE|LICENSE|README|INDEX)"
        + @"(?:\.(?:DCM|IMA|IMG|DIC|DICOM|ZIP|TXT|HTM|HTML|XML|JSON|CSV|PDF|JPG|PNG|INF|EXE))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HarmlessPart();
}
