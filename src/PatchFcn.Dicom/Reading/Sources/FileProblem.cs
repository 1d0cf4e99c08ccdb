using PatchFcn.Dicom.Codecs;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>What is wrong with a file.</summary>
/// <param name="Reason">The reason for the ledger.</param>
/// <param name="Particulars">What the reason means for this file, as a sentence; may be empty.</param>
internal sealed record FileProblem(ReadingReason Reason, string Particulars = "")
{
    /// <summary>The reason in words, with its particulars.</summary>
    public string Sentence => Particulars.Length == 0 ? Reason.Sentence : $"{Reason.Sentence} {Particulars}";

    /// <summary>The problem behind an exception; null when it is no problem of the file but of this software.</summary>
    public static FileProblem? Explain(Exception exception) => exception switch
    {
        DicomFormatException { Fault: DicomFault.NotDicom } => new FileProblem(Files.NotDicom),
        DicomFormatException format => new FileProblem(ReasonOf(format.Fault), format.Message),
        UploadLimitException limit => new FileProblem(limit.Reason),
        InvalidDataException => new FileProblem(Files.DamagedArchiveEntry),
        IOException or UnauthorizedAccessException => new FileProblem(Files.Unreadable),
        _ => null,
    };

    private static ReadingReason ReasonOf(DicomFault fault) => fault switch
    {
        DicomFault.Truncated => Files.Truncated,
        DicomFault.LimitExceeded => Files.LimitExceeded,
        DicomFault.UnsupportedTransferSyntax => Files.UnsupportedTransferSyntax,
        DicomFault.UnsupportedPixels => Files.UnsupportedPixels,
        DicomFault.NoPixelData => Files.NoPixelData,
        _ => Files.Malformed,
    };
}
