using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>One image as the rules see it: a file of one image, or one frame of an enhanced file.</summary>
internal sealed class CtFrame
{
    public required IStudyFile File { get; init; }

    /// <summary>Place of the file in the upload, from 0.</summary>
    public required int FileIndex { get; init; }

    /// <summary>Index within the file, from 0.</summary>
    public required int FrameIndex { get; init; }

    /// <summary>What the images of a file have in common.</summary>
    public required CtHeader Header { get; init; }

    /// <summary>Whether the file may hold many frames.</summary>
    public bool IsEnhanced => Header.SopClassUid == DicomUid.EnhancedCTImageStorage;

    public required IReadOnlyList<string> ImageType { get; init; }

    /// <summary>Where the slice lies; null where that is missing or impossible.</summary>
    public required SlicePlane? Plane { get; init; }

    /// <summary>Nominal thickness, mm; null when missing.</summary>
    public required double? Thickness { get; init; }

    public required IReadOnlyList<string> Kernel { get; init; }

    public required int? AcquisitionNumber { get; init; }

    public required int? InstanceNumber { get; init; }

    public required bool HasContrast { get; init; }

    public required string? AnatomyCode { get; init; }

    public required PixelEncoding Encoding { get; init; }

    /// <summary>RescaleType; HU where it is missing (PS3.3 C.11.1.1.2).</summary>
    public required string RescaleType { get; init; }
}
