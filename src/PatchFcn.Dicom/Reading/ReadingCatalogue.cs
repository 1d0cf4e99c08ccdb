namespace PatchFcn.Dicom.Reading;

/// <summary>
/// Every reason why a file is used or not, a study is refused, or a warning is given, with what a clinician is told. The names are
/// part of the contract: they are never changed, only added.
/// </summary>
public static class ReadingCatalogue
{
    private const string Resend = "Send the study again.";

    /// <summary>Reasons in the ledger that concern one file and what it is.</summary>
    internal static class Files
    {
        public static readonly ReadingReason Used = new(
            "used",
            "Part of the analysed series.");

        public static readonly ReadingReason NotDicom = new(
            "notDicom",
            "Not a DICOM file.");

        public static readonly ReadingReason Empty = new(
            "empty",
            "The file is empty.");

        public static readonly ReadingReason Truncated = new(
            "truncated",
            "The file ends too early.");

        public static readonly ReadingReason Malformed = new(
            "malformed",
            "The file is damaged: its structure contradicts the DICOM standard.");

        public static readonly ReadingReason LimitExceeded = new(
            "limitExceeded",
            "The file exceeds a limit that protects against damaged and hostile files.");

        public static readonly ReadingReason UnsupportedTransferSyntax = new(
            "unsupportedTransferSyntax",
            "The image is compressed in a way that is not supported.",
            "Send it uncompressed, or as JPEG Lossless, JPEG-LS Lossless, JPEG 2000 Lossless or RLE.");

        public static readonly ReadingReason UnsupportedPixels = new(
            "unsupportedPixels",
            "The pixels are not those of a CT image.");

        public static readonly ReadingReason NoPixelData = new(
            "noPixelData",
            "The file holds no image.");

        public static readonly ReadingReason Unreadable = new(
            "unreadable",
            "The file could not be read from its medium.");

        public static readonly ReadingReason DicomDirectory = new(
            "dicomDirectory",
            "A DICOM directory (DICOMDIR); the files themselves are read.");

        public static readonly ReadingReason DoseReport = new(
            "doseReport",
            "A radiation dose report.");

        public static readonly ReadingReason SecondaryCapture = new(
            "secondaryCapture",
            "A screenshot or another secondary capture.");

        public static readonly ReadingReason NotCtImage = new(
            "notCtImage",
            "A DICOM object, but not a CT image.");

        public static readonly ReadingReason SymbolicLink = new(
            "symbolicLink",
            "A symbolic link; links are not followed.");

        public static readonly ReadingReason UnopenedArchive = new(
            "unopenedArchive",
            "An archive that is not opened: it lies within the upload, or is damaged or too large.",
            "Analyse it by itself.");

        public static readonly ReadingReason UnsafeName = new(
            "unsafeName",
            "The name of the archive entry points outside the archive.");

        public static readonly ReadingReason Encrypted = new(
            "encrypted",
            "The archive entry is encrypted.",
            "Send the archive without a password.");

        public static readonly ReadingReason DamagedArchiveEntry = new(
            "damagedArchiveEntry",
            "The archive entry is damaged, or packed by a method that is not supported.");

        public static readonly ReadingReason FileTooLarge = new(
            "fileTooLarge",
            "The file is larger than the limit for one file.");

        public static readonly ReadingReason ExpandsTooMuch = new(
            "expandsTooMuch",
            "The archive entry expands to far more than its packed size, as hostile archives do.");
    }

    /// <summary>Reasons in the ledger that concern one image among the others of its upload.</summary>
    internal static class Images
    {
        public static readonly ReadingReason Localizer = new(
            "localizer",
            "A localizer (scout view).");

        public static readonly ReadingReason DerivedImage = new(
            "derivedImage",
            "A projection, rendering or parameter map, not a slice of the scan.");

        public static readonly ReadingReason NotHounsfield = new(
            "notHounsfield",
            "The values of the image are not Hounsfield units.");

        public static readonly ReadingReason MissingGeometry = new(
            "missingGeometry",
            "Image position, orientation or pixel spacing is missing or impossible, so its place in the head is unknown.",
            "Send the original images from the scanner.");

        public static readonly ReadingReason NotAxial = new(
            "notAxial",
            "Not an axial slice.");

        public static readonly ReadingReason Duplicate = new(
            "duplicate",
            "Duplicate of another image.");

        public static readonly ReadingReason ConflictingSlice = new(
            "conflictingSlice",
            "A different image lies at the same position; the one with the lowest instance number is used.");

        public static readonly ReadingReason OtherGeometry = new(
            "otherGeometry",
            "Its matrix, pixel spacing or orientation differs from the largest part of its series.");

        public static readonly ReadingReason OtherSeries = new(
            "otherSeries",
            "Another series of the study is preferred.");

        public static readonly ReadingReason StudyRefused = new(
            "studyRefused",
            "The image could be used, but the study was refused.");
    }

    /// <summary>
    /// Why a series cannot be analysed. It stands in the ledger for the files of the series, and refuses the study when no other series is
    /// left.
    /// </summary>
    internal static class Series
    {
        public static readonly ReadingReason NotHead = new(
            "notHead",
            "The images do not show the head.",
            "Send a CT of the head.");

        public static readonly ReadingReason Perfusion = new(
            "perfusion",
            "The series shows the same slices over time (perfusion or another dynamic scan).",
            "Send the non-contrast scan.");

        public static readonly ReadingReason Contrast = new(
            "contrast",
            "The series was acquired with contrast medium, which looks like fresh blood.",
            "Send the non-contrast scan.");

        public static readonly ReadingReason BoneKernel = new(
            "boneKernel",
            "The series was reconstructed with a bone kernel, whose noise and bright edges hide thin bleeds.",
            "Send the soft-tissue (brain) reconstruction.");

        public static readonly ReadingReason Under18 = new(
            "under18",
            "The patient is younger than 18 years; only adults are analysed.",
            "Read the study as usual.");

        public static readonly ReadingReason Thickness = new(
            "thickness",
            "The slices are not between 0.6 and 6 mm thick, or lie more than 6 mm apart.",
            "Send a reconstruction of 0.6 to 6 mm.");

        public static readonly ReadingReason TooFewSlices = new(
            "tooFewSlices",
            "The series has too few slices, or covers too little, to show a whole head.",
            "Check that the whole series was sent.");

        public static readonly ReadingReason SlicesMissing = new(
            "slicesMissing",
            "Too many slices are missing within the series.",
            Resend);

        public static readonly ReadingReason SlicesConflict = new(
            "slicesConflict",
            "Different images claim the same positions, so it is unknown which belong together.",
            "Send one series at a time.");

        public static readonly ReadingReason MixedRescale = new(
            "mixedRescale",
            "Some images of the series do not say how their values become Hounsfield units, and are stored differently from the rest.",
            "Send the original images from the scanner.");

        public static readonly ReadingReason VolumeTooLarge = new(
            "volumeTooLarge",
            "The series has more voxels than the limit.",
            "Send a reconstruction with thicker slices.");
    }

    /// <summary>
    /// Why a study is refused as a whole. The reasons of <see cref="Series"/> refuse a study too when no other series is left.
    /// </summary>
    internal static class Studies
    {
        public static readonly ReadingReason NoFiles = new(
            "noFiles",
            "The upload holds no files.",
            Resend);

        public static readonly ReadingReason NoCtImages = new(
            "noCtImages",
            "The upload holds no CT image that can be read.",
            "Check what was sent; the ledger names the reason for every file.");

        public static readonly ReadingReason NoAxialSeries = new(
            "noAxialSeries",
            "No image of the upload can serve as an axial slice of a head CT.",
            "Send the axial series of the head; the ledger names the reason for every file.");

        public static readonly ReadingReason SeveralStudies = new(
            "severalStudies",
            "The upload holds head CTs of more than one study.",
            "Send one study at a time.");

        public static readonly ReadingReason DamagedArchive = new(
            "damagedArchive",
            "The archive is damaged or not a zip file.",
            Resend);

        public static readonly ReadingReason TooManyFiles = new(
            "tooManyFiles",
            "The upload holds more files than the limit.",
            "Send one study at a time.");

        public static readonly ReadingReason UploadTooLarge = new(
            "uploadTooLarge",
            "The upload holds more data than the limit, counted unpacked.",
            "Send one study at a time.");

        public static readonly ReadingReason DamagedPixels = new(
            "damagedPixels",
            "The pixels of an image of the series cannot be decoded.",
            Resend);

        public static readonly ReadingReason MissingRescale = new(
            "missingRescale",
            "The images do not say how their values become Hounsfield units, and the values do not show it.",
            "Send the original images from the scanner.");

        public static readonly ReadingReason ImplausibleHu = new(
            "implausibleHu",
            "The values of the images cannot be the densities of a head CT.",
            "Send the original images from the scanner.");
    }

    /// <summary>What a reader of the result should know although the study is analysed.</summary>
    internal static class Warnings
    {
        public static readonly ReadingReason UnevenSpacing = new(
            "unevenSpacing",
            "The slices do not lie at equal distances.",
            "Volumes are measured from their true positions.");

        public static readonly ReadingReason MissingSlices = new(
            "missingSlices",
            "Slices are missing within the series.",
            "What they would show was not analysed.");

        public static readonly ReadingReason ThickSlices = new(
            "thickSlices",
            "Some slices are thicker than 6 mm, which the network was not made for.",
            "Small and thin bleeds are fainter in them: look at these slices yourself.");

        public static readonly ReadingReason ConflictingSlices = new(
            "conflictingSlices",
            "Different images lie at the same position.",
            "The one with the lowest instance number was analysed; the others were not.");

        public static readonly ReadingReason MixedSeries = new(
            "mixedSeries",
            "Some images of the series differ in matrix, pixel spacing or orientation.",
            "They were not analysed.");

        public static readonly ReadingReason NonSquarePixels = new(
            "nonSquarePixels",
            "The pixels are not square; sizes are measured in both directions.");

        public static readonly ReadingReason UnusualOrientation = new(
            "unusualOrientation",
            "The images are mirrored or turned against the usual axial view, for example because the patient lay prone.");

        public static readonly ReadingReason ShiftedSlices = new(
            "shiftedSlices",
            "Neighbouring slices are shifted against each other within their plane.",
            "Check the shifted region yourself.");

        public static readonly ReadingReason UnknownKernel = new(
            "unknownKernel",
            "The reconstruction kernel is missing or unknown.",
            "The result holds only for soft-tissue kernels.");

        public static readonly ReadingReason AnatomyNotNamed = new(
            "anatomyNotNamed",
            "The files do not say which part of the body they show; they were accepted as a head because of their size and densities.");

        public static readonly ReadingReason UnknownAge = new(
            "unknownAge",
            "The files do not say how old the patient was.",
            "The result holds only for adults.");

        public static readonly ReadingReason NoFrameOfReference = new(
            "noFrameOfReference",
            "The images name no frame of reference; the segmentation was given one of its own.",
            "A viewer may not lay it over the images.");

        public static readonly ReadingReason MissingUids = new(
            "missingUids",
            "Study, series or images have no UID that results could refer to.",
            "No DICOM objects were written: an archive gets nothing of this result.");

        public static readonly ReadingReason AssumedRescale = new(
            "assumedRescale",
            "The images do not say how their values become Hounsfield units; the conversion was inferred from the values of air and tissue.");

        public static readonly ReadingReason ShortCoverage = new(
            "shortCoverage",
            "The series covers less than the height of a head.",
            "Bleeds outside it cannot be found.");

        public static readonly ReadingReason LossyCompression = new(
            "lossyCompression",
            "The images have undergone lossy compression, which may have altered faint findings.",
            "Send the original images from the scanner.");

        public static readonly ReadingReason PaddingIgnored = new(
            "paddingIgnored",
            "The value that should mark pixels outside the image is a tissue density; it was ignored.");
    }

    /// <summary>The whole catalogue.</summary>
    public static IReadOnlyList<ReadingReason> All { get; } =
        [.. new[] { typeof(Files), typeof(Images), typeof(Series), typeof(Studies), typeof(Warnings) }
            .SelectMany(section => section.GetFields())
            .Select(field => (ReadingReason)field.GetValue(null)!)];
}
