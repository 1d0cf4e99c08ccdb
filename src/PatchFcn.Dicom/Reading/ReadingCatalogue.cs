namespace PatchFcn.Dicom.Reading;

/// <summary>
/// Every reason why a file is used or not, a study is refused, or a warning is given, with what a clinician is told. The names are
/// part of the contract: they are never changed, only added.
/// </summary>
public static class ReadingCatalogue
{
    private const string Resend = "Send the study again.";

    /// <summary>Reasons in the ledger that concern one file and what it is.</summary>
    public static class Files
    {
        /// <summary>The file is part of the analysed series.</summary>
        public static readonly ReadingReason Used = new("used", "Part of the analysed series.");

        /// <summary>No DICOM file.</summary>
        public static readonly ReadingReason NotDicom = new("notDicom", "Not a DICOM file.");

        /// <summary>A file of no bytes; it is not opened.</summary>
        public static readonly ReadingReason Empty = new("empty", "The file is empty.");

        /// <summary>The file ends before a value it announces.</summary>
        public static readonly ReadingReason Truncated = new("truncated", "The file ends too early.");

        /// <summary>The structure of the file contradicts the standard.</summary>
        public static readonly ReadingReason Malformed = new("malformed", "The file is damaged: its structure contradicts the DICOM standard.");

        /// <summary>A stated limit of the codec is exceeded.</summary>
        public static readonly ReadingReason LimitExceeded = new("limitExceeded", "The file exceeds a limit that protects against damaged and hostile files.");

        /// <summary>The transfer syntax is not decoded.</summary>
        public static readonly ReadingReason UnsupportedTransferSyntax =
            new("unsupportedTransferSyntax", "The image is compressed in a way that is not read here.", "Send it uncompressed, or as JPEG Lossless or RLE.");

        /// <summary>The pixels are not single-channel of 8 or 16 bits.</summary>
        public static readonly ReadingReason UnsupportedPixels = new("unsupportedPixels", "The pixels are not those of a CT image.");

        /// <summary>A DICOM object without an image.</summary>
        public static readonly ReadingReason NoPixelData = new("noPixelData", "The file holds no image.");

        /// <summary>The file could not be read from its medium.</summary>
        public static readonly ReadingReason Unreadable = new("unreadable", "The file could not be read from its medium.");

        /// <summary>A DICOMDIR.</summary>
        public static readonly ReadingReason DicomDirectory = new("dicomDirectory", "A directory of a DICOM medium; the files themselves are read.");

        /// <summary>A radiation dose report.</summary>
        public static readonly ReadingReason DoseReport = new("doseReport", "A radiation dose report.");

        /// <summary>A secondary capture or another screenshot.</summary>
        public static readonly ReadingReason SecondaryCapture = new("secondaryCapture", "A screenshot or another secondary capture.");

        /// <summary>A DICOM object that is no CT image.</summary>
        public static readonly ReadingReason NotCtImage = new("notCtImage", "A DICOM object, but no CT image.");

        /// <summary>A symbolic link; links are not followed.</summary>
        public static readonly ReadingReason SymbolicLink = new("symbolicLink", "A symbolic link; links are not followed.");

        /// <summary>An archive that is damaged, too large, or lies within another or in a folder.</summary>
        public static readonly ReadingReason UnopenedArchive =
            new("unopenedArchive", "An archive that is not opened: it lies within the upload, or is damaged or too large.", "Analyse it by itself.");

        /// <summary>An archive entry whose name points outside the archive.</summary>
        public static readonly ReadingReason UnsafeName = new("unsafeName", "The name of the archive entry points outside the archive.");

        /// <summary>An encrypted archive entry.</summary>
        public static readonly ReadingReason Encrypted = new("encrypted", "The archive entry is encrypted.", "Send the archive without a password.");

        /// <summary>An archive entry that is damaged or packed by an unsupported method.</summary>
        public static readonly ReadingReason DamagedArchiveEntry = new("damagedArchiveEntry", "The archive entry is damaged, or packed by a method that is not read here.");

        /// <summary>A file that is larger than allowed.</summary>
        public static readonly ReadingReason FileTooLarge = new("fileTooLarge", "The file is larger than the limit for one file.");

        /// <summary>An archive entry that expands beyond reason.</summary>
        public static readonly ReadingReason ExpandsTooMuch = new("expandsTooMuch", "The archive entry expands to far more than its packed size, as hostile archives do.");
    }

    /// <summary>Reasons in the ledger that concern one image among the others of its upload.</summary>
    public static class Images
    {
        /// <summary>A localizer (scout view).</summary>
        public static readonly ReadingReason Localizer = new("localizer", "A localizer (scout view).");

        /// <summary>A projection, a rendering, a map or a fused image.</summary>
        public static readonly ReadingReason DerivedImage = new("derivedImage", "A projection, rendering or parameter map, not a slice of the scan.");

        /// <summary>The values are no Hounsfield units.</summary>
        public static readonly ReadingReason NotHounsfield = new("notHounsfield", "The values of the image are not Hounsfield units.");

        /// <summary>Position, orientation, or pixel spacing is missing or impossible.</summary>
        public static readonly ReadingReason MissingGeometry =
            new("missingGeometry", "Image position, orientation or pixel spacing is missing or impossible, so its place in the head is unknown.",
                "Send the original images of the scanner.");

        /// <summary>Not axial, within 35 degrees.</summary>
        public static readonly ReadingReason NotAxial = new("notAxial", "Not an axial slice.");

        /// <summary>The same image is there already.</summary>
        public static readonly ReadingReason Duplicate = new("duplicate", "The same image is there already.");

        /// <summary>A different image at a position that is taken.</summary>
        public static readonly ReadingReason ConflictingSlice = new("conflictingSlice", "A different image lies at the same position; the one first numbered is used.");

        /// <summary>Matrix, pixel spacing or orientation differ from the largest part of the series.</summary>
        public static readonly ReadingReason OtherGeometry =
            new("otherGeometry", "Its matrix, pixel spacing or orientation differs from the largest part of its series.");

        /// <summary>Another series was preferred.</summary>
        public static readonly ReadingReason OtherSeries = new("otherSeries", "Another series of the study suits better.");

        /// <summary>The series could be analysed, but the study was refused.</summary>
        public static readonly ReadingReason StudyRefused = new("studyRefused", "The image could be used, but the study was refused.");
    }

    /// <summary>Why a series cannot be analysed. It stands in the ledger for the files of the series, and refuses the study when no other series is left.</summary>
    public static class Series
    {
        /// <summary>Another part of the body.</summary>
        public static readonly ReadingReason NotHead = new("notHead", "The images show another part of the body than the head.", "Send a CT of the head.");

        /// <summary>Many images at the same positions: perfusion or another dynamic acquisition.</summary>
        public static readonly ReadingReason Perfusion =
            new("perfusion", "The series shows the same slices over time (perfusion or another dynamic scan).", "Send the scan without contrast.");

        /// <summary>Contrast medium.</summary>
        public static readonly ReadingReason Contrast =
            new("contrast", "The series was acquired with contrast medium, which looks like fresh blood.", "Send the scan without contrast.");

        /// <summary>Bone or another sharp kernel.</summary>
        public static readonly ReadingReason BoneKernel =
            new("boneKernel", "The series was reconstructed with a bone kernel, whose noise and bright edges hide thin bleeds.",
                "Send the soft-tissue (brain) reconstruction.");

        /// <summary>A patient under 18 years.</summary>
        public static readonly ReadingReason Under18 = new("under18", "The patient is younger than 18 years; only adults are analysed.", "Read the study as usual.");

        /// <summary>Slices thinner than 0.6 mm, thicker than 6 mm, or more than 6 mm apart.</summary>
        public static readonly ReadingReason Thickness =
            new("thickness", "The slices are not between 0.6 and 6 mm thick, or lie more than 6 mm apart.", "Send a reconstruction of 0.6 to 6 mm.");

        /// <summary>Too few slices to show a head.</summary>
        public static readonly ReadingReason TooFewSlices =
            new("tooFewSlices", "The series has too few slices, or covers too little, to show a whole head.", "Check that the whole series was sent.");

        /// <summary>More slices are missing than can be tolerated.</summary>
        public static readonly ReadingReason SlicesMissing = new("slicesMissing", "Too many slices are missing within the series.", Resend);

        /// <summary>Too many different images lie at the same position.</summary>
        public static readonly ReadingReason SlicesConflict =
            new("slicesConflict", "Different images claim the same positions, so it is unknown which belong together.", "Send one series at a time.");

        /// <summary>The volume exceeds the limit of voxels.</summary>
        public static readonly ReadingReason VolumeTooLarge =
            new("volumeTooLarge", "The series has more voxels than the limit.", "Send a reconstruction with thicker slices.");
    }

    /// <summary>Why a study is refused as a whole. The reasons of <see cref="Series"/> refuse a study too when no other series is left.</summary>
    public static class Studies
    {
        /// <summary>There is no file at all.</summary>
        public static readonly ReadingReason NoFiles = new("noFiles", "The upload holds no files.", Resend);

        /// <summary>There is no CT image among the files.</summary>
        public static readonly ReadingReason NoCtImages = new("noCtImages", "The upload holds no CT image that can be read.", "Check what was sent; the ledger names the reason for every file.");

        /// <summary>There are CT images, but none is an axial slice.</summary>
        public static readonly ReadingReason NoAxialSeries =
            new("noAxialSeries", "No image of the upload can serve as an axial slice of a head CT.", "Send the axial series of the head; the ledger names the reason for every file.");

        /// <summary>More than one study has a head CT that could be analysed.</summary>
        public static readonly ReadingReason SeveralStudies =
            new("severalStudies", "The upload holds head CTs of more than one study.", "Send one study at a time.");

        /// <summary>The archive cannot be opened.</summary>
        public static readonly ReadingReason DamagedArchive = new("damagedArchive", "The archive is damaged or not a zip file.", Resend);

        /// <summary>The upload holds more files than allowed.</summary>
        public static readonly ReadingReason TooManyFiles = new("tooManyFiles", "The upload holds more files than the limit.", "Send one study at a time.");

        /// <summary>The upload holds more bytes than allowed.</summary>
        public static readonly ReadingReason UploadTooLarge =
            new("uploadTooLarge", "The upload holds more data than the limit, counted unpacked.", "Send one study at a time.");

        /// <summary>An image of the chosen series cannot be decoded.</summary>
        public static readonly ReadingReason DamagedPixels = new("damagedPixels", "The pixels of an image of the series cannot be decoded.", Resend);

        /// <summary>The files do not say how pixels become Hounsfield units, and the values do not show it either.</summary>
        public static readonly ReadingReason MissingRescale =
            new("missingRescale", "The images do not say how their values become Hounsfield units, and the values do not show it.",
                "Send the original images of the scanner.");

        /// <summary>The values cannot be those of a head CT.</summary>
        public static readonly ReadingReason ImplausibleHu =
            new("implausibleHu", "The values of the images cannot be the densities of a head CT.", "Send the original images of the scanner.");
    }

    /// <summary>What a reader of the result should know although the study is analysed.</summary>
    public static class Warnings
    {
        /// <summary>Slices do not lie at equal distances.</summary>
        public static readonly ReadingReason UnevenSpacing =
            new("unevenSpacing", "The slices do not lie at equal distances.", "Volumes are measured from their true positions.");

        /// <summary>A few slices are missing.</summary>
        public static readonly ReadingReason MissingSlices =
            new("missingSlices", "Slices are missing within the series.", "What they would show was not analysed.");

        /// <summary>A few different images lie at the same position.</summary>
        public static readonly ReadingReason ConflictingSlices =
            new("conflictingSlices", "Different images lie at the same position.", "The one first numbered was analysed, the others were not.");

        /// <summary>Some images of the series differ in matrix, spacing or orientation.</summary>
        public static readonly ReadingReason MixedSeries =
            new("mixedSeries", "Some images of the series differ in matrix, pixel spacing or orientation.", "They were not analysed.");

        /// <summary>Pixels are not square.</summary>
        public static readonly ReadingReason NonSquarePixels = new("nonSquarePixels", "The pixels are not square; sizes are measured in both directions.");

        /// <summary>The image is not shown as axial images usually are.</summary>
        public static readonly ReadingReason UnusualOrientation =
            new("unusualOrientation", "The images are mirrored or turned against the usual axial view, for example because the patient lay prone.");

        /// <summary>Slices are shifted against each other within their plane.</summary>
        public static readonly ReadingReason ShiftedSlices =
            new("shiftedSlices", "Neighbouring slices are shifted against each other within their plane.", "Look at what lies at the shift yourself.");

        /// <summary>The kernel is not known.</summary>
        public static readonly ReadingReason UnknownKernel =
            new("unknownKernel", "The reconstruction kernel is missing or unknown.", "The result holds for soft-tissue kernels.");

        /// <summary>Nothing says that the head was scanned.</summary>
        public static readonly ReadingReason AnatomyNotNamed =
            new("anatomyNotNamed", "The files do not say which part of the body they show; the images were taken for a head by their size and densities.");

        /// <summary>The way to Hounsfield units was assumed.</summary>
        public static readonly ReadingReason AssumedRescale =
            new("assumedRescale", "The images do not say how their values become Hounsfield units; it was assumed from the values of air and tissue.");

        /// <summary>The series is short of a head's height.</summary>
        public static readonly ReadingReason ShortCoverage =
            new("shortCoverage", "The series is shorter than a head.", "Bleeds outside it cannot be found.");

        /// <summary>The images were once compressed with loss.</summary>
        public static readonly ReadingReason LossyCompression =
            new("lossyCompression", "The images were once compressed with loss, which may have altered faint findings.", "Send the original images of the scanner.");

        /// <summary>The padding value lies among the densities of tissue.</summary>
        public static readonly ReadingReason PaddingIgnored =
            new("paddingIgnored", "The value that should mark pixels outside the image is a density of tissue; it was ignored.");
    }

    /// <summary>The whole catalogue.</summary>
    public static IReadOnlyList<ReadingReason> All { get; } =
        [.. new[] { typeof(Files), typeof(Images), typeof(Series), typeof(Studies), typeof(Warnings) }
            .SelectMany(section => section.GetFields())
            .Select(field => (ReadingReason)field.GetValue(null)!)];
}
