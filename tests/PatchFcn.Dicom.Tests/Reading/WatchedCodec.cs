using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>The codec of this software, with a test looking on before each frame.</summary>
internal sealed class WatchedCodec(Action<int> onFrame) : IDicomCodec
{
    private readonly BuiltInCodec _codec = new();

    public DicomHeader ReadHeader(Stream source) => _codec.ReadHeader(source);

    public IDicomImage ReadImage(Stream source) => new Image(_codec.ReadImage(source), onFrame);

    private sealed class Image(IDicomImage image, Action<int> onFrame) : IDicomImage
    {
        public DicomHeader Header => image.Header;

        public int FrameCount => image.FrameCount;

        public void DecodeFrame(int frame, Span<ushort> cells)
        {
            onFrame(frame);
            image.DecodeFrame(frame, cells);
        }
    }
}
