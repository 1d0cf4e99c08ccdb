namespace PatchFcn.Core.Volumes;

/// <summary>Codes of the voxel types that are read; the first three are also written.</summary>
internal enum NiftiDataType : short
{
    UInt8 = 2,
    Int16 = 4,
    Float32 = 16,
    Int32 = 8,
    Float64 = 64,
    Int8 = 256,
    UInt16 = 512,
}

/// <summary>Offsets and codes of the NIfTI-1 header (nifti1.h of the NIfTI Data Format Working Group).</summary>
internal static class NiftiFormat
{
    internal const int HeaderLength = 348;
    internal const int VoxelOffset = 352;
    internal const int Dimensions = 40;
    internal const int DataType = 70;
    internal const int BitsPerVoxel = 72;
    internal const int Spacings = 76;
    internal const int VoxelOffsetField = 108;
    internal const int Slope = 112;
    internal const int Intercept = 116;
    internal const int Units = 123;
    internal const int QformCode = 252;
    internal const int SformCode = 254;
    internal const int Quaternion = 256;
    internal const int QuaternionOffset = 268;
    internal const int Sform = 280;
    internal const int Magic = 344;
    internal const string SingleFileMagic = "n+1";
    internal const byte Millimetres = 2;
    internal const short ScannerAnatomical = 1;

    internal static NiftiDataType DataTypeOf<T>() => default(T) switch
    {
        byte => NiftiDataType.UInt8,
        short => NiftiDataType.Int16,
        float => NiftiDataType.Float32,
        _ => throw new NotSupportedException($"NIfTI voxels of type {typeof(T).Name} are not written."),
    };

    internal static int SizeOf(NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 or NiftiDataType.Int8 => 1,
        NiftiDataType.Int16 or NiftiDataType.UInt16 => 2,
        NiftiDataType.Int32 or NiftiDataType.Float32 => 4,
        NiftiDataType.Float64 => 8,
        _ => throw new InvalidDataException($"NIfTI data type {(short)type} is not read."),
    };
}
