using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Training.Data;

/// <summary>Studies of one's own to train on: a folder for each case with its DICOM files and label volume, and a table of what is true, as <c>patchfcn evaluate</c> takes them.</summary>
internal static class LabelledHeads
{
    /// <summary>Reads a case.</summary>
    /// <exception cref="InvalidDataException">It cannot be learned from; the message says why.</exception>
    public static StudyWithTruth Read(TruthCase study, CancellationToken cancellation)
    {
        var ct = StudyVolumes.Read(study.StudyFiles, cancellation);
        return new StudyWithTruth(study.Name, study.Patient, ct, Truth(study, ct.Geometry));
    }

    private static LabelVolume Truth(TruthCase study, VolumeGeometry geometry)
    {
        if (study.TruthPath is not { } path)
            return study.Positive ? throw new InvalidDataException("There is blood, but no label volume says where.") : new LabelVolume(geometry);
        var (labels, problem) = TruthVolume.Read(path, geometry);
        if (labels is not null && study.IsContradictedBy(labels))
            problem = TruthVolume.Contradicts;
        return labels is not null && problem is null ? labels : throw new InvalidDataException($"The label volume cannot be used ({problem}).");
    }
}
