using PatchFcn.Dicom.Codecs;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Which files hold CT images.</summary>
internal static class FileRules
{
    private const string StorageRoot = "1.2.840.10008.5.1.4.1.1.";

    /// <summary>In this order; the first that holds is the reason why the file is not used.</summary>
    private static readonly (ReadingReason Reason, Func<DicomHeader, bool> Holds)[] Rules =
    [
        (Files.DicomDirectory, header => header.DataSet.Contains(DicomTags.DirectoryRecordSequence)),
        (Files.DoseReport, header => SopClass(header) is "88.67" or "88.76"),
        (Files.SecondaryCapture, header => SopClass(header) == "7" || SopClass(header).StartsWith("7.", StringComparison.Ordinal)),
        (Files.NotCtImage, header => SopClass(header) is not ("2" or "2.1") && !IsUnlabelledCt(header.DataSet)),
        (Files.NoPixelData, header => !header.HasPixelData),
        (Files.SecondaryCapture, header => header.DataSet.Integer(DicomTags.SamplesPerPixel) > 1),
        (Files.UnsupportedPixels, header => header.DataSet.Text(DicomTags.PhotometricInterpretation) is not (null or "MONOCHROME2")),
    ];

    /// <summary>Why a file holds no CT image; null where it does.</summary>
    public static ReadingReason? Exclude(DicomHeader header) => Array.Find(Rules, rule => rule.Holds(header)).Reason;

    private static bool IsUnlabelledCt(DicomDataSet dataSet) =>
        !dataSet.Contains(DicomTags.SOPClassUID) && dataSet.Text(DicomTags.Modality) == "CT";

    private static string SopClass(DicomHeader header) =>
        header.DataSet.Text(DicomTags.SOPClassUID) is { } uid && uid.StartsWith(StorageRoot, StringComparison.Ordinal)
            ? uid[StorageRoot.Length..]
            : "";
}
