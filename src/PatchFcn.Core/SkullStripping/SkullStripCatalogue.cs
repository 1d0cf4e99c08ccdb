using System.Globalization;
using PatchFcn.Core.Studies;

namespace PatchFcn.Core.SkullStripping;

/// <summary>Every refusal and warning of skull stripping, with what a clinician is told. The names are part of the contract.</summary>
internal static class SkullStripCatalogue
{
    public static readonly Refusal NoIntracranialSpace = new(
        "noIntracranialSpace", "No skull was found in these images; check that this is a head CT in Hounsfield units.");

    public static readonly Refusal SkullNotClosed = new(
        "skullNotClosed",
        "The skull does not enclose a space the size of a brain; it may be cut off by the field of view or be largely missing.");

    public static readonly Refusal NoBrainTissue = new(
        "noBrainTissue", "The space inside the skull does not have the density of brain; this may be a phantom or another kind of image.");

    public static readonly StudyWarning SkullBaseNotCovered = new(
        "skullBaseNotCovered", "The lowest slice still shows brain: the skull base is not covered.");

    public static readonly StudyWarning VertexNotCovered = new(
        "vertexNotCovered", "The highest slice still shows brain: the vertex is not covered.");

    public static readonly StudyWarning BrainEndsAbruptly = new(
        "brainEndsAbruptly", "The brain could not be followed to its end, perhaps because of metal; slices beyond were not analysed.");

    public static readonly StudyWarning FieldOfViewCutsBrain = new(
        "fieldOfViewCutsBrain", "The brain reaches the edge of the images: a part of it is not covered.");

    public static StudyWarning SkullGapBridged(double cm2) => new(
        "skullGapBridged", $"The skull has gaps of about {Round(cm2)} cm² that were bridged; the outline of the brain is uncertain there.");

    public static Refusal LargeSkullDefect(double cm2) => new(
        "largeSkullDefect",
        $"The skull has a defect of about {Round(cm2)} cm², as after a craniectomy, too large to tell brain from scalp.");

    public static Refusal ImplausibleBrainVolume(double ml) => new(
        "implausibleBrainVolume", $"The space found inside the skull measures {Round(ml)} mL, which cannot be a brain.");

    private static string Round(double value) => Math.Max(1, Math.Round(value)).ToString(CultureInfo.InvariantCulture);
}
