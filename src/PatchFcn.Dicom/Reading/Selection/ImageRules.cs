using PatchFcn.Dicom.Reading.Frames;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Which CT images are axial slices in Hounsfield units.</summary>
internal static class ImageRules
{
    /// <summary>
    /// The largest angle between the normal of an axial slice and the long axis of the body: gantries tilt up to 30 degrees.
    /// </summary>
    private const double LargestTiltDegrees = 35;

    private static readonly double SmallestNormalZ = Math.Cos(double.DegreesToRadians(LargestTiltDegrees));

    /// <summary>Values of ImageType of images that are computed from a scan but are no slices of it, by several vendors.</summary>
    private static readonly HashSet<string> Derivations =
    [
        "MIP", "MAX_IP", "MAXIMUM", "MINIP", "MIN_IP", "MINIMUM", "PROJECTION", "PROJECTION IMAGE",
        "VRT", "VOLUME RENDERING", "SSD", "SURFACE", "3D", "CSA 3D EDITOR", "CURVED",
        "SCREEN SAVE", "SCREENSHOT", "DOSE_INFO", "COLOR", "FUSION", "SUBTRACTION", "PERFUSION", "IODINE", "VNC",
    ];

    /// <summary>In this order; the first that holds is the reason why the image is not used.</summary>
    private static readonly (ReadingReason Reason, Func<CtFrame, bool> Holds)[] Rules =
    [
        (Images.Localizer, frame => frame.ImageType.Contains("LOCALIZER")),
        (Images.DerivedImage, frame => frame.ImageType.Any(Derivations.Contains)),
        (Images.NotHounsfield, frame => frame.RescaleType is not ("HU" or "US")),
        (Images.MissingGeometry, frame => frame.Plane is null),
        (Images.NotAxial, frame => frame.Plane!.Normal.Z < SmallestNormalZ),
    ];

    /// <summary>Why an image cannot be a slice of a head CT; null where it can.</summary>
    public static ReadingReason? Exclude(CtFrame frame) => Array.Find(Rules, rule => rule.Holds(frame)).Reason;
}
