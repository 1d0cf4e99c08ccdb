using System.IO.Compression;

namespace PatchFcn.Core.Volumes;

/// <summary>
/// Reads three-dimensional NIfTI-1 single files compressed with gzip, of either byte order. The position comes from the sform, else the qform, else
/// the voxel sizes. Stacks that descend are turned round, so that the most inferior slice is first.
/// </summary>
public static class NiftiReader
{
    private const long LargestVoxelCount = 1L << 29;

    /// <summary>Reads a volume from a compressed file, <c>.nii.gz</c>.</summary>
    /// <param name="source">The file; need not be seekable, stays open.</param>
    /// <exception cref="InvalidDataException">The file is not NIfTI-1, is truncated, or is of a kind that is not read.</exception>
    public static NiftiImage ReadGzip(Stream source)
    {
        using var gzip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
        return Read(gzip);
    }

    /// <summary>Reads a volume from an uncompressed file, <c>.nii</c>. Parameters and errors as in <see cref="ReadGzip"/>.</summary>
    internal static NiftiImage Read(Stream source)
    {
        var header = NiftiHeader.Parse(ReadExactly(source, NiftiFormat.HeaderLength));
        ReadExactly(source, header.VoxelOffset - NiftiFormat.HeaderLength);
        var voxelCount = (long)header.Columns * header.Rows * header.Slices;
        if (voxelCount > LargestVoxelCount)
            throw new InvalidDataException($"The NIfTI volume is larger than {LargestVoxelCount} voxels.");

        var voxels = new float[voxelCount];
        var sliceLength = header.Columns * header.Rows;
        var (geometry, descending) = header.ToGeometry();
        for (var k = 0; k < header.Slices; k++)
        {
            var slice = descending ? header.Slices - 1 - k : k;
            header.Decode(ReadExactly(source, sliceLength * NiftiFormat.SizeOf(header.Type)), voxels.AsSpan(slice * sliceLength, sliceLength));
        }
        return new NiftiImage(geometry, voxels);
    }

    private static byte[] ReadExactly(Stream source, int count)
    {
        var bytes = new byte[count];
        if (source.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count)
            throw new InvalidDataException("The NIfTI file ends too early.");
        return bytes;
    }
}
