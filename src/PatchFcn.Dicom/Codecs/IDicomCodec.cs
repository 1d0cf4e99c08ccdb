namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// Reads DICOM files. Implementations are interchangeable: one conformance suite holds for all of them. They are stateless and safe for concurrent use.
/// </summary>
public interface IDicomCodec
{
    /// <summary>Reads everything that stands before the pixel data. The stream need not be seekable and is read no further than necessary.</summary>
    /// <exception cref="DicomFormatException">The file is not DICOM, is malformed, or exceeds a limit.</exception>
    DicomHeader ReadHeader(Stream source);

    /// <summary>Reads a file with its pixel data, ready to decode frames. The stream need not be seekable and is not needed afterwards.</summary>
    /// <exception cref="DicomFormatException">The file is not DICOM, has no readable pixel data, or exceeds a limit.</exception>
    IDicomImage ReadImage(Stream source);
}
