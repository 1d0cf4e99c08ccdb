namespace PatchFcn.Dicom.Reading;

/// <summary>What became of one file of an upload.</summary>
/// <param name="File">Name within the upload, or a name made from its hash where the name could identify a patient.</param>
/// <param name="Used">Whether any of its images is part of the analysed series.</param>
/// <param name="Reason">Stable name of the reason, one of <see cref="ReadingCatalogue"/>.</param>
/// <param name="Sentence">The reason in one sentence.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hexadecimal; null where the content was not read.</param>
public sealed record LedgerEntry(string File, bool Used, string Reason, string Sentence, string? Sha256);
