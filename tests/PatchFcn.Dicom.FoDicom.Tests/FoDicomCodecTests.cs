using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.FoDicom.Tests;

public sealed class FoDicomCodecConformanceTests : DicomCodecConformance
{
    protected override IDicomCodec Create(DicomLimits limits) => new FoDicomCodec(limits);
}

public sealed class FoDicomCodecRefusalTests : DicomCodecRefusals
{
    protected override IReadOnlyList<TransferSyntax> Decoded => [.. base.Decoded, TransferSyntax.JpegLsLossless, TransferSyntax.Jpeg2000Lossless];

    protected override IDicomCodec Create(DicomLimits limits) => new FoDicomCodec(limits);
}

public sealed class FoDicomCodecOnRealFilesTests : DicomCodecOnRealFiles
{
    protected override IReadOnlyList<TransferSyntax> Decoded => [.. base.Decoded, TransferSyntax.JpegLsLossless, TransferSyntax.Jpeg2000Lossless];

    protected override IDicomCodec Create(DicomLimits limits) => new FoDicomCodec(limits);
}
