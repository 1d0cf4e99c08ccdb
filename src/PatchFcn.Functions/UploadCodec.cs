#if FODICOM
using PatchFcn.Dicom.FoDicom;
#endif
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Functions;

/// <summary>What reads the DICOM files of uploads: the codec of every edition, or, built with <c>-p:FoDicom=true</c>, that with fo-dicom's JPEG 2000.</summary>
public static class UploadCodec
{
    /// <summary>Makes one, with the limits of every edition.</summary>
    public static IDicomCodec Create() =>
#if FODICOM
        new FoDicomCodec();
#else
        new BuiltInCodec();
#endif
}
