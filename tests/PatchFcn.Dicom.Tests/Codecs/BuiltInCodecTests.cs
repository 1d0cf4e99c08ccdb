using PatchFcn.Dicom.Codecs;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.Tests.Codecs;

public sealed class BuiltInCodecConformanceTests : DicomCodecConformance
{
    protected override IDicomCodec Create(DicomLimits limits) => new BuiltInCodec(limits);
}

public sealed class BuiltInCodecRefusalTests : DicomCodecRefusals
{
    protected override IDicomCodec Create(DicomLimits limits) => new BuiltInCodec(limits);
}

public sealed class BuiltInCodecOnRealFilesTests : DicomCodecOnRealFiles
{
    protected override IDicomCodec Create(DicomLimits limits) => new BuiltInCodec(limits);
}
