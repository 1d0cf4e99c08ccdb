using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>Compares the pixels of two images.</summary>
internal sealed class PixelComparer(IDicomCodec codec)
{
    /// <summary>Whether both images show the same; false where either cannot be decoded.</summary>
    public bool AreEqual(CtFrame a, CtFrame b)
    {
        try
        {
            return a.Encoding == b.Encoding && Decode(a).AsSpan().SequenceEqual(Decode(b));
        }
        catch (Exception exception) when (FileProblem.Explains(exception) is not null)
        {
            return false;
        }
    }

    private ushort[] Decode(CtFrame frame)
    {
        using var source = frame.File.OpenRead();
        using var image = codec.ReadImage(source);
        var cells = new ushort[frame.Plane!.Rows * frame.Plane.Columns];
        image.DecodeFrame(frame.FrameIndex, cells);
        return cells;
    }
}
