using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace PatchFcn.Core.Volumes;

/// <summary>
/// Writes volumes as NIfTI-1 single files (<c>.nii.gz</c>, little-endian). The sform affine holds the geometry, the shear of a tilted gantry included; it is in RAS
/// as NIfTI demands, so x and y change sign against DICOM. Unevenly spaced slices get the mean step, as an
/// affine cannot say more: <see cref="Resampling.EvenGrid"/> keeps them in their places.
/// </summary>
public static class NiftiWriter
{
    /// <summary>Writes a volume uncompressed.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="short"/> or <see cref="float"/>.</typeparam>
    /// <param name="destination">Receives the file; stays open.</param>
    /// <param name="geometry">Where the voxels lie.</param>
    /// <param name="voxels">Stored values; axis order slice, row, column.</param>
    /// <param name="slope">Value of a voxel = stored value × slope + intercept.</param>
    /// <param name="intercept">See <paramref name="slope"/>.</param>
    /// <exception cref="ArgumentException">The number of voxels does not fit the geometry.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    internal static void Write<T>(Stream destination, VolumeGeometry geometry, ReadOnlySpan<T> voxels, double slope = 1, double intercept = 0)
        where T : unmanaged
    {
        if (voxels.Length != geometry.VoxelCount)
            throw new ArgumentException("The number of voxels does not fit the geometry.", nameof(voxels));

        destination.Write(Header(geometry, NiftiFormat.DataTypeOf<T>(), slope, intercept));
        if (BitConverter.IsLittleEndian || Marshal.SizeOf<T>() == 1)
            WriteBytes(destination, MemoryMarshal.AsBytes(voxels));
        else
            WriteSwapped(destination, voxels);
    }

    /// <summary>Writes a volume compressed, as <c>.nii.gz</c>; the same volume always gives the same bytes. Parameters and errors as in <see cref="Write"/>.</summary>
    public static void WriteGzip<T>(Stream destination, VolumeGeometry geometry, ReadOnlySpan<T> voxels, double slope = 1, double intercept = 0)
        where T : unmanaged
    {
        using var gzip = new GZipStream(destination, CompressionLevel.Fastest, leaveOpen: true);
        Write(gzip, geometry, voxels, slope, intercept);
    }

    private static byte[] Header(VolumeGeometry geometry, NiftiDataType type, double slope, double intercept)
    {
        var step = SliceStep(geometry);
        var header = new byte[NiftiFormat.VoxelOffset];
        void PutShort(int offset, int value) => BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(offset), (short)value);
        void PutFloat(int offset, double value) => BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(offset), (float)value);

        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiFormat.HeaderLength);
        int[] dimensions = [3, geometry.Columns, geometry.Rows, geometry.SliceCount, 1, 1, 1, 1];
        double[] spacings = [1, geometry.ColumnSpacing, geometry.RowSpacing, step.Length, 0, 0, 0, 0];
        for (var i = 0; i < dimensions.Length; i++)
        {
            PutShort(NiftiFormat.Dimensions + 2 * i, checked((short)dimensions[i]));
            PutFloat(NiftiFormat.Spacings + 4 * i, spacings[i]);
        }
        PutShort(NiftiFormat.DataType, (int)type);
        PutShort(NiftiFormat.BitsPerVoxel, 8 * NiftiFormat.SizeOf(type));
        PutFloat(NiftiFormat.VoxelOffsetField, NiftiFormat.VoxelOffset);
        PutFloat(NiftiFormat.Slope, slope);
        PutFloat(NiftiFormat.Intercept, intercept);
        header[NiftiFormat.Units] = NiftiFormat.Millimetres;
        PutShort(NiftiFormat.SformCode, NiftiFormat.ScannerAnatomical);
        Vector3D[] affine = [geometry.RowDirection * geometry.ColumnSpacing, geometry.ColumnDirection * geometry.RowSpacing, step, geometry.SliceOrigins[0]];
        for (var column = 0; column < affine.Length; column++)
        {
            PutFloat(NiftiFormat.Sform + 4 * column, -affine[column].X);
            PutFloat(NiftiFormat.Sform + 16 + 4 * column, -affine[column].Y);
            PutFloat(NiftiFormat.Sform + 32 + 4 * column, affine[column].Z);
        }
        Encoding.ASCII.GetBytes(NiftiFormat.SingleFileMagic, header.AsSpan(NiftiFormat.Magic));
        return header;
    }

    private static Vector3D SliceStep(VolumeGeometry geometry) => geometry.SliceCount == 1
        ? geometry.Normal * geometry.SliceThickness
        : (geometry.SliceOrigins[^1] - geometry.SliceOrigins[0]) * (1.0 / (geometry.SliceCount - 1));

    // In chunks, because a span of bytes over more than 2 GB of voxels cannot exist and GZipStream likes moderate pieces.
    private static void WriteBytes(Stream destination, ReadOnlySpan<byte> bytes)
    {
        const int Chunk = 1 << 20;
        for (var start = 0; start < bytes.Length; start += Chunk)
            destination.Write(bytes.Slice(start, Math.Min(Chunk, bytes.Length - start)));
    }

    private static void WriteSwapped<T>(Stream destination, ReadOnlySpan<T> voxels)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        var bytes = MemoryMarshal.AsBytes(voxels).ToArray();
        for (var start = 0; start < bytes.Length; start += size)
            bytes.AsSpan(start, size).Reverse();
        destination.Write(bytes);
    }
}
