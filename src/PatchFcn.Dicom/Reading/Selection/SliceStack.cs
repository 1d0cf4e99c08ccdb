using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>A candidate of which one slice is left at each position.</summary>
/// <param name="Frames">The slices, the most inferior first.</param>
/// <param name="Geometry">Where they lie.</param>
/// <param name="Warnings">What is not as it should be.</param>
internal sealed record SliceStack(IReadOnlyList<CtFrame> Frames, VolumeGeometry Geometry, IReadOnlyList<StudyWarning> Warnings);
