using System.Buffers.Binary;
using System.Text;

namespace PatchFcn.Core.Volumes;

/// <summary>What the reader needs of a NIfTI-1 header. Column i, row j, slice k are the first three axes of the file, the first one fastest.</summary>
internal sealed class NiftiHeader
{
    private readonly bool _swapped;
    private readonly float _slope;
    private readonly float _intercept;
    private readonly Vector3D _origin;
    private readonly Vector3D _columnStep;
    private readonly Vector3D _rowStep;
    private readonly Vector3D _sliceStep;

    private NiftiHeader(byte[] bytes)
    {
        _swapped = BinaryPrimitives.ReadInt32LittleEndian(bytes) != NiftiFormat.HeaderLength;
        if (_swapped && BinaryPrimitives.ReadInt32BigEndian(bytes) != NiftiFormat.HeaderLength
            || Encoding.ASCII.GetString(bytes, NiftiFormat.Magic, 3) != NiftiFormat.SingleFileMagic)
            throw new InvalidDataException("This is no NIfTI-1 single file.");

        (Columns, Rows, Slices) = (Size(bytes, 1), Size(bytes, 2), Size(bytes, 3));
        for (var axis = 4; axis <= Math.Min((int)Short(bytes, NiftiFormat.Dimensions), 7); axis++)
            if (Size(bytes, axis) > 1)
                throw new InvalidDataException("Only three-dimensional NIfTI volumes are read.");
        Type = (NiftiDataType)Short(bytes, NiftiFormat.DataType);
        _ = NiftiFormat.SizeOf(Type);
        var offset = Float(bytes, NiftiFormat.VoxelOffsetField);
        VoxelOffset = offset is >= NiftiFormat.VoxelOffset and <= 1 << 20
            ? (int)offset
            : throw new InvalidDataException("The voxels of the NIfTI file start at an impossible place.");
        (_slope, _intercept) = (Float(bytes, NiftiFormat.Slope), Float(bytes, NiftiFormat.Intercept));
        if (_slope == 0 || !float.IsFinite(_slope) || !float.IsFinite(_intercept))
            (_slope, _intercept) = (1, 0);
        (_columnStep, _rowStep, _sliceStep, _origin) = Short(bytes, NiftiFormat.SformCode) > 0 ? Sform(bytes) : Qform(bytes);
    }

    internal int Columns { get; }

    internal int Rows { get; }

    internal int Slices { get; }

    internal NiftiDataType Type { get; }

    internal int VoxelOffset { get; }

    internal static NiftiHeader Parse(byte[] bytes) => new(bytes);

    /// <summary>The geometry, and whether the file starts with the most superior slice.</summary>
    internal (VolumeGeometry Geometry, bool Descending) ToGeometry()
    {
        try
        {
            var normal = VolumeGeometry.SuperiorNormal(_columnStep, _rowStep);
            var alongNormal = Vector3D.Dot(_sliceStep, normal);
            var origins = new Vector3D[Slices];
            for (var k = 0; k < Slices; k++)
                origins[alongNormal < 0 ? Slices - 1 - k : k] = _origin + _sliceStep * k;
            var geometry = new VolumeGeometry(
                Rows, Columns, _rowStep.Length, _columnStep.Length, _columnStep, _rowStep, origins, Math.Abs(alongNormal));
            return (geometry, alongNormal < 0);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException("The affine of the NIfTI file describes no stack of slices.", exception);
        }
    }

    /// <summary>Turns the stored voxels of a slice into values.</summary>
    internal void Decode(ReadOnlySpan<byte> stored, Span<float> values)
    {
        var size = NiftiFormat.SizeOf(Type);
        Span<byte> voxel = stackalloc byte[size];
        for (var i = 0; i < values.Length; i++)
        {
            stored.Slice(i * size, size).CopyTo(voxel);
            if (_swapped)
                voxel.Reverse();
            values[i] = (float)(_slope * DecodeVoxel(voxel) + _intercept);
        }
    }

    private double DecodeVoxel(ReadOnlySpan<byte> voxel) => Type switch
    {
        NiftiDataType.UInt8 => voxel[0],
        NiftiDataType.Int8 => (sbyte)voxel[0],
        NiftiDataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(voxel),
        NiftiDataType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(voxel),
        NiftiDataType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(voxel),
        NiftiDataType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(voxel),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(voxel),
    };

    private (Vector3D ColumnStep, Vector3D RowStep, Vector3D SliceStep, Vector3D Origin) Sform(byte[] bytes)
    {
        Vector3D Column(int index) => FromRas(
            Float(bytes, NiftiFormat.Sform + 4 * index),
            Float(bytes, NiftiFormat.Sform + 16 + 4 * index),
            Float(bytes, NiftiFormat.Sform + 32 + 4 * index));
        return (Column(0), Column(1), Column(2), Column(3));
    }

    // Without a qform the quaternion is ignored (the header's "method 1"): voxel sizes along the RAS axes.
    private (Vector3D ColumnStep, Vector3D RowStep, Vector3D SliceStep, Vector3D Origin) Qform(byte[] bytes)
    {
        var hasQform = Short(bytes, NiftiFormat.QformCode) > 0;
        float Field(int offset) => hasQform ? Float(bytes, offset) : 0;
        double b = Field(NiftiFormat.Quaternion), c = Field(NiftiFormat.Quaternion + 4), d = Field(NiftiFormat.Quaternion + 8);
        var a = Math.Sqrt(Math.Max(0, 1 - b * b - c * c - d * d));
        var handedness = Field(NiftiFormat.Spacings) < 0 ? -1 : 1;
        double Spacing(int axis) => Float(bytes, NiftiFormat.Spacings + 4 * axis);
        return (
            FromRas(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)) * Spacing(1),
            FromRas(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)) * Spacing(2),
            FromRas(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c) * (Spacing(3) * handedness),
            FromRas(Field(NiftiFormat.QuaternionOffset), Field(NiftiFormat.QuaternionOffset + 4), Field(NiftiFormat.QuaternionOffset + 8)));
    }

    private static Vector3D FromRas(double x, double y, double z) => new(-x, -y, z);

    private int Size(byte[] bytes, int axis) => Short(bytes, NiftiFormat.Dimensions + 2 * axis) is > 0 and var size
        ? size
        : throw new InvalidDataException("The NIfTI file gives an axis no length.");

    private short Short(byte[] bytes, int offset) => _swapped
        ? BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(offset))
        : BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(offset));

    private float Float(byte[] bytes, int offset) => _swapped
        ? BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(offset))
        : BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(offset));
}
