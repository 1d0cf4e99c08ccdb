using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>The voxels a report is illustrated with; all volumes have the shape of <see cref="Ct"/>.</summary>
public sealed class StudyImages
{
    /// <summary>Checks that all volumes have the same shape.</summary>
    /// <param name="ct">The source slices in HU.</param>
    /// <param name="brain">Voxels inside the skull; null where they were not found.</param>
    /// <param name="labels">Class labels of the mask; null where nothing was scored.</param>
    /// <param name="classes">Class names; label k is the k-th.</param>
    /// <param name="probabilities">Probabilities the mask was made from; null where they are not to be shown.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public StudyImages(
        CtVolume ct,
        VoxelMask? brain = null,
        LabelVolume? labels = null,
        IReadOnlyList<string>? classes = null,
        ProbabilityMap? probabilities = null)
    {
        var shape = Shape(ct.Geometry);
        if (brain is not null && (brain.Slices, brain.Rows, brain.Columns) != shape)
            throw new ArgumentException("The brain mask has another shape than the slices.", nameof(brain));
        if (labels is not null && Shape(labels.Geometry) != shape)
            throw new ArgumentException("The labels have another shape than the slices.", nameof(labels));
        if (probabilities is not null && Shape(probabilities.Geometry) != shape)
            throw new ArgumentException("The probabilities have another shape than the slices.", nameof(probabilities));
        (Ct, Brain, Labels, Classes, Probabilities) = (ct, brain, labels, classes ?? [], probabilities);
    }

    /// <summary>The source slices in HU.</summary>
    public CtVolume Ct { get; }

    /// <summary>Voxels inside the skull; null where they were not found.</summary>
    public VoxelMask? Brain { get; }

    /// <summary>Class labels of the mask; null where nothing was scored.</summary>
    public LabelVolume? Labels { get; }

    /// <summary>Class names; label k is the k-th.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Probabilities the mask was made from; null where they are not to be shown.</summary>
    public ProbabilityMap? Probabilities { get; }

    private static (int Slices, int Rows, int Columns) Shape(VolumeGeometry geometry) => (geometry.SliceCount, geometry.Rows, geometry.Columns);
}
