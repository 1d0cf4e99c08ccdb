using System.IO.Compression;
using System.Numerics.Tensors;
using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;

namespace PatchFcn.Reporting.Html;

/// <summary>
/// The pixels of a slice as the page holds them: cropped, turned to radiological convention, each plane compressed with zlib and written in base64.
/// Every byte of the density plane is the difference to the byte above it, which compresses better; the others are stored as they are.
/// </summary>
/// <param name="Hu">Density plane, see <see cref="HuCodes"/>.</param>
/// <param name="Labels">Label plane; empty where nothing is marked.</param>
/// <param name="Probabilities">Probabilities rounded down to multiples of <see cref="ProbabilityStep"/>; empty where all are 0.</param>
internal sealed record SliceData(string Hu, string Labels, string Probabilities)
{
    /// <summary>Coarse enough to compress well; a divisor of 128, so that 127 and 128, the two sides of the mask, stay apart.</summary>
    internal const int ProbabilityStep = 8;

    // Runs alone are as good as a full search on noise, and much faster.
    private static readonly ZLibCompressionOptions Options =
        new() { CompressionLevel = 6, CompressionStrategy = ZLibCompressionStrategy.RunLengthEncoding };

    /// <summary>Encodes all slices, several at a time.</summary>
    internal static SliceData[] Encode(StudyImages images, PixelBox box)
    {
        var orientation = DisplayOrientation.Of(images.Ct.Geometry);
        var slices = new SliceData[images.Ct.Geometry.SliceCount];
        Parallel.For(0, slices.Length, slice => slices[slice] = Encode(images, slice, box, orientation));
        return slices;
    }

    private static SliceData Encode(StudyImages images, int slice, PixelBox box, DisplayOrientation orientation)
    {
        var columns = images.Ct.Geometry.Columns;
        var hu = Array.ConvertAll(Crop<short>(images.Ct.Slice(slice), columns, box, orientation), HuCodes.Encode);
        var differences = hu.AsSpan().ToArray();
        TensorPrimitives.Subtract(hu.AsSpan(box.Columns), hu.AsSpan(0, hu.Length - box.Columns), differences.AsSpan(box.Columns));
        return new(
            Compress(differences),
            images.Labels is null ? "" : Plane(images.Labels.Slice(slice)),
            images.Probabilities is null ? "" : Plane(images.Probabilities.Slice(slice), ProbabilityStep));

        string Plane(ReadOnlySpan<byte> values, int step = 1)
        {
            var plane = Crop(values, columns, box, orientation);
            TensorPrimitives.BitwiseAnd(plane, (byte)-step, plane); // a step is a power of two
            return plane.AsSpan().ContainsAnyExcept((byte)0) ? Compress(plane) : "";
        }
    }

    private static T[] Crop<T>(ReadOnlySpan<T> slice, int columns, PixelBox box, DisplayOrientation orientation)
    {
        var cropped = new T[box.Rows * box.Columns];
        for (var row = 0; row < box.Rows; row++)
        {
            var sourceRow = box.Row + (orientation.FlipRows ? box.Rows - 1 - row : row);
            var target = cropped.AsSpan(row * box.Columns, box.Columns);
            slice.Slice(sourceRow * columns + box.Column, box.Columns).CopyTo(target);
            if (orientation.FlipColumns)
                target.Reverse();
        }
        return cropped;
    }

    private static string Compress(byte[] plane)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, Options, leaveOpen: true))
            zlib.Write(plane);
        return Convert.ToBase64String(compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }
}
