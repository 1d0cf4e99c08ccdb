using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Dicom.Reading;

/// <summary>The voxels of a series, or why there are none.</summary>
/// <param name="Volume">The voxels in HU; null where the study is refused.</param>
/// <param name="Refusal">Why there are no voxels; null where there are.</param>
/// <param name="Warnings">What a reader of the result should know.</param>
public sealed record VolumeReading(CtVolume? Volume, Refusal? Refusal, IReadOnlyList<StudyWarning> Warnings);
