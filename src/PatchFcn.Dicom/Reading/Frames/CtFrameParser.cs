using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Sources;
using static System.FormattableString;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>
/// Reads the attributes the rules need out of a data set, classic and enhanced alike. Nothing else of the data set is kept.
/// </summary>
internal static class CtFrameParser
{
    /// <summary>What scanners and their users write where no agent went into a vein.</summary>
    private static readonly string[] NoAgent =
        ["", "NO", "NON", "NONE", "NIL", "N", "0", "-", "N/A", "NA", "WITHOUT", "NO CONTRAST", "ORAL"];

    /// <summary>The images of a file.</summary>
    /// <exception cref="DicomFormatException">The file describes another number of images than it says to hold.</exception>
    public static IReadOnlyList<CtFrame> Parse(IStudyFile file, int fileIndex, DicomDataSet dataSet)
    {
        var header = ParseHeader(dataSet);
        FrameAttributes[] frames = [.. FrameAttributes.Of(dataSet)];
        var count = dataSet.Integer(DicomTags.NumberOfFrames) ?? 1;
        if (frames.Length != count)
            throw new DicomFormatException(
                DicomFault.Malformed, Invariant($"It says to hold {count} images, but describes {frames.Length}."));
        return [.. frames.Select((frame, index) => ParseFrame(file, fileIndex, index, header, dataSet, frame))];
    }

    private static CtFrame ParseFrame(
        IStudyFile file, int fileIndex, int frameIndex, CtHeader header, DicomDataSet top, FrameAttributes frame)
    {
        var measures = frame.Group(DicomTags.PixelMeasuresSequence);
        var content = frame.Group(DicomTags.FrameContentSequence);
        var transformation = frame.Group(DicomTags.PixelValueTransformationSequence);
        var anatomy = frame.Group(DicomTags.FrameAnatomySequence).Items(DicomTags.AnatomicRegionSequence).FirstOrDefault();
        var frameType = frame.Group(DicomTags.CTImageFrameTypeSequence).Texts(DicomTags.FrameType);
        return new CtFrame
        {
            File = file,
            FileIndex = fileIndex,
            FrameIndex = frameIndex,
            Header = header,
            ImageType = frameType.Count > 0 ? frameType : top.Texts(DicomTags.ImageType),
            Plane = frame.Plane(),
            Thickness = measures.Number(DicomTags.SliceThickness) is > 0 and var thickness ? thickness : null,
            Kernel = frame.Group(DicomTags.CTReconstructionSequence).Texts(DicomTags.ConvolutionKernel),
            AcquisitionNumber = content.Integer(DicomTags.FrameAcquisitionNumber) ?? top.Integer(DicomTags.AcquisitionNumber),
            InstanceNumber = content.Integer(DicomTags.InStackPositionNumber) ?? top.Integer(DicomTags.InstanceNumber),
            HasContrast = HasContrast(top),
            AnatomyCode = anatomy?.Text(DicomTags.CodeValue),
            Encoding = ParseEncoding(top, transformation),
            RescaleType = transformation.Text(DicomTags.RescaleType) ?? "HU",
        };
    }

    private static CtHeader ParseHeader(DicomDataSet dataSet) => new()
    {
        SopClassUid = dataSet.Text(DicomTags.SOPClassUID) ?? "",
        SopInstanceUid = dataSet.Text(DicomTags.SOPInstanceUID) ?? "",
        StudyInstanceUid = dataSet.Text(DicomTags.StudyInstanceUID) ?? "",
        SeriesInstanceUid = dataSet.Text(DicomTags.SeriesInstanceUID) ?? "",
        FrameOfReferenceUid = dataSet.Text(DicomTags.FrameOfReferenceUID) ?? "",
        SeriesNumber = dataSet.Integer(DicomTags.SeriesNumber),
        SeriesDescription = Upper(dataSet, DicomTags.SeriesDescription),
        StudyDescription = Upper(dataSet, DicomTags.StudyDescription),
        ProtocolName = Upper(dataSet, DicomTags.ProtocolName),
        BodyPart = Upper(dataSet, DicomTags.BodyPartExamined),
        Manufacturer = dataSet.Words(DicomTags.Manufacturer),
        Model = dataSet.Words(DicomTags.ManufacturerModelName),
        Institution = dataSet.Words(DicomTags.InstitutionName),
        PatientKey = PatientKey.Of(dataSet),
        StudyTime = StudyTime.Of(dataSet),
        IsLossy = dataSet.Text(DicomTags.LossyImageCompression) == "01",
        AgeYears = PatientAge.Years(dataSet),
    };

    private static PixelEncoding ParseEncoding(DicomDataSet top, DicomDataSet transformation)
    {
        var bitsStored = Math.Clamp(top.Integer(DicomTags.BitsStored) ?? 16, 1, 16);
        return new PixelEncoding(
            bitsStored,
            Math.Clamp(top.Integer(DicomTags.HighBit) ?? bitsStored - 1, bitsStored - 1, 15),
            top.Integer(DicomTags.PixelRepresentation) == 1,
            transformation.Number(DicomTags.RescaleSlope) is { } slope && slope != 0 ? slope : null,
            transformation.Number(DicomTags.RescaleIntercept),
            top.Integer(DicomTags.PixelPaddingValue),
            top.Integer(DicomTags.PixelPaddingRangeLimit));
    }

    private static bool HasContrast(DicomDataSet dataSet) =>
        dataSet.Items(DicomTags.ContrastBolusAgentSequence).Count > 0
        || !NoAgent.Contains(Upper(dataSet, DicomTags.ContrastBolusAgent));

    private static string Upper(DicomDataSet dataSet, DicomTag tag) => dataSet.Words(tag)?.ToUpperInvariant().Replace('_', ' ') ?? "";
}
