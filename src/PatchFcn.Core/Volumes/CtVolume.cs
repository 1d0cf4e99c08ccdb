namespace PatchFcn.Core.Volumes;

/// <summary>A head CT in Hounsfield units. Axis order: slice, row, column; the most inferior slice first.</summary>
public sealed class CtVolume
{
    /// <summary>HU of air, and of voxels outside the reconstructed circle (padding).</summary>
    public const short Air = -1024;

    /// <summary>HU of the densest voxel that scanners write: 12 bits, from <see cref="Air"/> on.</summary>
    public const short Densest = 3071;

    private readonly short[] _voxels;
    private readonly int _start;

    /// <summary>A volume over existing voxels, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of voxels does not fit the geometry.</exception>
    public CtVolume(VolumeGeometry geometry, short[] voxels)
    {
        if (voxels.Length != geometry.VoxelCount)
            throw new ArgumentException("The number of voxels does not fit the geometry.", nameof(voxels));
        (Geometry, _voxels) = (geometry, voxels);
    }

    private CtVolume(VolumeGeometry geometry, short[] voxels, int start) => (Geometry, _voxels, _start) = (geometry, voxels, start);

    /// <summary>A volume of zeros (HU of water).</summary>
    public CtVolume(VolumeGeometry geometry) : this(geometry, new short[geometry.VoxelCount])
    {
    }

    /// <summary>Where the voxels lie.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>All voxels in HU; axis order slice, row, column.</summary>
    public Span<short> Voxels => _voxels.AsSpan(_start, Geometry.SliceCount * Geometry.SliceLength);

    /// <summary>The voxels of one slice in HU; axis order row, column.</summary>
    public Span<short> Slice(int slice) => _voxels.AsSpan(_start + slice * Geometry.SliceLength, Geometry.SliceLength);

    /// <summary>Some neighbouring slices; their voxels are those of this volume, not copies.</summary>
    public CtVolume Slab(int first, int count) => new(Geometry.Slab(first, count), _voxels, _start + first * Geometry.SliceLength);

    /// <summary>One voxel in HU.</summary>
    public ref short this[int slice, int row, int column] =>
        ref _voxels[_start + slice * Geometry.SliceLength + row * Geometry.Columns + column];
}
