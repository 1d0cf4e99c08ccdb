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

    /// <summary>Volume in mL of every label, indexed by label; background (0) is left at 0.</summary>
    public double[] MlByLabel()
    {
        var ml = new double[256];
        for (var slice = 0; slice < Geometry.SliceCount; slice++)
        {
            var voxelMl = Geometry.VoxelMl(slice);
            foreach (var label in Slice(slice))
                if (label != 0)
                    ml[label] += voxelMl;
        }
        return ml;
    }

    /// <summary>Volume in mL of all labels together.</summary>
    public double TotalMl() => MlByLabel().Sum();
}
