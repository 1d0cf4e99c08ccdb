using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>
/// The probability of hemorrhage of any class at every source voxel, one byte each: 0 is 0, 255 is 1. Axis order: slice, row, column.
/// A value is over 127 exactly where the probability is over 0.5, so the mask can be read from the map.
/// </summary>
public sealed class ProbabilityMap
{
    private readonly byte[] _values;

    /// <summary>A map over existing values, which are not copied.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the geometry.</exception>
    public ProbabilityMap(VolumeGeometry geometry, byte[] values)
    {
        if (values.Length != geometry.VoxelCount)
            throw new ArgumentException("The number of values does not fit the geometry.", nameof(values));
        (Geometry, _values) = (geometry, values);
    }

    /// <summary>A map of zeros.</summary>
    public ProbabilityMap(VolumeGeometry geometry) : this(geometry, new byte[geometry.VoxelCount])
    {
    }

    /// <summary>Where the voxels lie.</summary>
    public VolumeGeometry Geometry { get; }

    /// <summary>All values; axis order slice, row, column.</summary>
    public Span<byte> Values => _values;

    /// <summary>The values of one slice; axis order row, column.</summary>
    public Span<byte> Slice(int slice) => _values.AsSpan(slice * Geometry.SliceLength, Geometry.SliceLength);

    /// <summary>
    /// The byte that stands for a probability: 255 · p, halves rounded down, which puts the step from 127 to 128 at exactly 0.5. Values outside 0..1 are clamped.
    /// </summary>
    public static byte Quantize(float probability) => (byte)MathF.Ceiling(Math.Clamp(probability, 0f, 1f) * 255f - 0.5f);

    /// <summary>The probability, 0..1, that a byte stands for.</summary>
    public static float Probability(byte value) => value / 255f;
}
