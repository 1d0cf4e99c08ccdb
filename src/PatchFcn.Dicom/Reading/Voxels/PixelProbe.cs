using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>Decodes single images where their headers do not suffice for a choice.</summary>
internal sealed class PixelProbe(IDicomCodec codec)
{
    /// <summary>Why an image cannot be decoded; null where it can.</summary>
    public FileProblem? FindProblem(CtFrame frame)
    {
        try
        {
            Decode(frame);
            return null;
        }
        catch (Exception exception) when (FileProblem.Explain(exception) is { } problem)
        {
            return problem;
        }
    }

    /// <summary>Whether both images show the same; false where either cannot be decoded.</summary>
    public bool AreEqual(CtFrame a, CtFrame b)
    {
        // Every comparison reads both files, and of files with many frames that is too much: there the identifiers must do.
        if (a.IsEnhanced || b.IsEnhanced)
            return a.FileIndex != b.FileIndex && a.FrameIndex == b.FrameIndex && a.Header.SopInstanceUid == b.Header.SopInstanceUid;
        try
        {
            return a.Encoding == b.Encoding && Decode(a).AsSpan().SequenceEqual(Decode(b));
        }
        catch (Exception exception) when (FileProblem.Explain(exception) is not null)
        {
            return false;
        }
    }

    private ushort[] Decode(CtFrame frame)
    {
        using var source = frame.File.OpenRead();
        var image = codec.ReadImage(source);
        var cells = new ushort[frame.Plane!.Rows * frame.Plane.Columns];
        image.DecodeFrame(frame.FrameIndex, cells);
        return cells;
    }
}
