using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.SkullStripping;

/// <summary>The intracranial space of a head CT, or why there is none.</summary>
/// <param name="Brain">
/// The intracranial space up to the inner table: brain, CSF and any blood. Axis order: slice, row, column. Null when refused.
/// </param>
/// <param name="BrainVolumeMl">Its volume in mL; when refused, the volume of what was found instead.</param>
/// <param name="Warnings">
/// What a reader should know: <c>skullGapBridged</c>, <c>skullBaseNotCovered</c>, <c>vertexNotCovered</c>, <c>brainEndsAbruptly</c>,
/// <c>fieldOfViewCutsBrain</c>.
/// </param>
/// <param name="Refusal">
/// <c>noIntracranialSpace</c>, <c>skullNotClosed</c>, <c>noBrainTissue</c>, <c>largeSkullDefect</c> or <c>implausibleBrainVolume</c>;
/// null when there is a mask.
/// </param>
public sealed record SkullStripResult(VoxelMask? Brain, double BrainVolumeMl, IReadOnlyList<StudyWarning> Warnings, Refusal? Refusal);
