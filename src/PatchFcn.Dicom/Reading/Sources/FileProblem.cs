using PatchFcn.Dicom.Codecs;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>What an exception says about a file.</summary>
/// <param name="Reason">The reason for the ledger.</param>
/// <param name="Sentence">The reason in words, with the particulars of this file.</param>
internal sealed record FileProblem(ReadingReason Reason, string Sentence)
{
    /// <summary>The problem behind an exception; null when it is no problem of the file but of this software.</summary>
    public static FileProblem? Explains(Exception exception) => exception switch
    {
        DicomFormatException { Fault: DicomFault.NotDicom } => Of(Files.NotDicom),
        DicomFormatException format => new FileProblem(Explain(format.Fault), WithParticulars(Explain(format.Fault), format.Message)),
        UploadLimitException limit => Of(limit.Reason),
        InvalidDataException => Of(Files.DamagedArchiveEntry),
        IOException or UnauthorizedAccessException or NotSupportedException => Of(Files.Unreadable),
        _ => null,
    };

    /// <summary>A problem without particulars.</summary>
    public static FileProblem Of(ReadingReason reason) => new(reason, reason.Sentence);

    private static string WithParticulars(ReadingReason reason, string particulars) => $"{reason.Sentence} {particulars}";

    private static ReadingReason Explain(DicomFault fault) => fault switch
    {
        DicomFault.Truncated => Files.Truncated,
        DicomFault.LimitExceeded => Files.LimitExceeded,
        DicomFault.UnsupportedTransferSyntax => Files.UnsupportedTransferSyntax,
        DicomFault.UnsupportedPixels => Files.UnsupportedPixels,
        DicomFault.NoPixelData => Files.NoPixelData,
        _ => Files.Malformed,
    };
}
