namespace PatchFcn.Core.Volumes;

/// <summary>A class label per voxel: 0 is background, label k is the k-th class of whoever made the volume. Axis order: slice, row, column.</summary>
public sealed class LabelVolume
{
    private readonly byte[] _labels;

    /// <summary>A volume over existing labels, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of labels does not fit the geometry.</exception>
    public LabelVolume(VolumeGeometry geometry, byte[] labels)
    {
        if (labels.Length != geometry.VoxelCount)
            throw new ArgumentException("The number of labels does not fit the geometry.", nameof(labels));
        (Geometry, _labels) = (geometry, labels);
    }

    /// <summary>A volume of background.</summary>
    public LabelVolume(VolumeGeometry geometry) : this(geometry, new byte[geometry.VoxelCount])
    {
    }

    /// <summary>Where the voxels lie.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>All labels; axis order slice, row, column.</summary>
    public Span<byte> Labels => _labels;

    /// <summary>The labels of one slice; axis order row, column.</summary>
    public Span<byte> Slice(int slice) => _labels.AsSpan(slice * Geometry.SliceLength, Geometry.SliceLength);

    /// <summary>One label.</summary>
    public ref byte this[int slice, int row, int column] =>
        ref _labels[slice * Geometry.SliceLength + row * Geometry.Columns + column];
}
