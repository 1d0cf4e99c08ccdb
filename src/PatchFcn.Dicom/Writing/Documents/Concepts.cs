namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>
/// The concepts of the documents. All but the three of scheme <c>99PATCHFCN</c> are those the templates name (PS3.16 TID 300, 1004, 1204, 1411, 1500, 1501, 1600, 2010, 4019) or stand in
/// their context groups: lengths in CID 7470, volume in CID 7472, SNOMED CT laterality in CID 244 and 5, procedure in CID 100, which has no code for the head.
/// </summary>
internal static class Concepts
{
    public static readonly DicomCode Report = DicomCode.Dcm("126000", "Imaging Measurement Report");
    public static readonly DicomCode OfInterest = DicomCode.Dcm("113000", "Of Interest");
    public static readonly DicomCode Language = DicomCode.Dcm("121049", "Language of Content Item and Descendants");
    public static readonly DicomCode English = new("en-US", "RFC5646", "English (United States)");
    public static readonly DicomCode ProcedureReported = DicomCode.Dcm("121058", "Procedure reported");
    public static readonly DicomCode CtProcedure = new("25045-6", "LN", "CT unspecified body region");
    public static readonly DicomCode KeyObjectDescription = DicomCode.Dcm("113012", "Key Object Description");

    public static readonly DicomCode ObserverType = DicomCode.Dcm("121005", "Observer Type");
    public static readonly DicomCode Device = DicomCode.Dcm("121007", "Device");
    public static readonly DicomCode DeviceUid = DicomCode.Dcm("121012", "Device Observer UID");
    public static readonly DicomCode DeviceName = DicomCode.Dcm("121013", "Device Observer Name");
    public static readonly DicomCode DeviceManufacturer = DicomCode.Dcm("121014", "Device Observer Manufacturer");
    public static readonly DicomCode DeviceModel = DicomCode.Dcm("121015", "Device Observer Model Name");
    public static readonly DicomCode DeviceSerialNumber = DicomCode.Dcm("121016", "Device Observer Serial Number");

    public static readonly DicomCode ImageLibrary = DicomCode.Dcm("111028", "Image Library");
    public static readonly DicomCode ImageLibraryGroup = DicomCode.Dcm("126200", "Image Library Group");
    public static readonly DicomCode Modality = DicomCode.Dcm("121139", "Modality");
    public static readonly DicomCode Ct = DicomCode.Dcm("CT", "Computed Tomography");

    public static readonly DicomCode Measurements = DicomCode.Dcm("126010", "Imaging Measurements");
    public static readonly DicomCode Group = DicomCode.Dcm("125007", "Measurement Group");
    public static readonly DicomCode TrackingId = DicomCode.Dcm("112039", "Tracking Identifier");
    public static readonly DicomCode TrackingUid = DicomCode.Dcm("112040", "Tracking Unique Identifier");
    public static readonly DicomCode FindingCategory = DicomCode.Sct("276214006", "Finding category");
    public static readonly DicomCode Finding = DicomCode.Dcm("121071", "Finding");
    public static readonly DicomCode FindingSite = DicomCode.Sct("363698007", "Finding Site");
    public static readonly DicomCode Laterality = DicomCode.Sct("272741003", "Laterality");
    public static readonly DicomCode Left = DicomCode.Sct("7771000", "Left");
    public static readonly DicomCode Right = DicomCode.Sct("24028007", "Right");
    public static readonly DicomCode TopographicalModifier = DicomCode.Sct("106233006", "Topographical modifier");
    public static readonly DicomCode Median = DicomCode.Sct("260528009", "Median");
    public static readonly DicomCode Segment = DicomCode.Dcm("121191", "Referenced Segment");
    public static readonly DicomCode SourceSeries = DicomCode.Dcm("121232", "Source series for segmentation");
    public static readonly DicomCode SourceImage = DicomCode.Dcm("121233", "Source image for segmentation");
    public static readonly DicomCode AlgorithmName = DicomCode.Dcm("111001", "Algorithm Name");
    public static readonly DicomCode AlgorithmVersion = DicomCode.Dcm("111003", "Algorithm Version");
    public static readonly DicomCode AlgorithmParameters = DicomCode.Dcm("111002", "Algorithm Parameters");

    public static readonly DicomCode Volume = DicomCode.Sct("118565006", "Volume");
    public static readonly DicomCode LongAxis = DicomCode.Sct("103339001", "Long axis");
    public static readonly DicomCode MajorAxis = DicomCode.Sct("131187009", "Major Axis");
    public static readonly DicomCode PerpendicularAxis = DicomCode.Sct("131189007", "Perpendicular Axis");
    public static readonly DicomCode Height = DicomCode.Dcm("121207", "Height");
    public static readonly DicomCode Width = DicomCode.Sct("103355008", "Width");
    public static readonly DicomCode CertaintyOfFinding = DicomCode.Dcm("111012", "Certainty of Finding");
    public static readonly DicomCode CertaintyOfImpression = DicomCode.Dcm("111013", "Certainty of Impression");
    public static readonly DicomCode Impression = DicomCode.Dcm("121073", "Impression");
    public static readonly DicomCode Derivation = DicomCode.Dcm("121401", "Derivation");
    public static readonly DicomCode Maximum = DicomCode.Sct("56851009", "Maximum");
    public static readonly DicomCode Method = DicomCode.Sct("370129005", "Measurement Method");
    public static readonly DicomCode AbcOverTwo = new("abc2", "99PATCHFCN", "ABC/2 (Kothari, Stroke 1996; 27: 1304)");
    public static readonly DicomCode LongestAxialDiameter = new("axialDiameter", "99PATCHFCN", "Longest diameter on an axial slice");
    public static readonly DicomCode InscribedDisc = new("inscribedDisc", "99PATCHFCN", "Largest disc inscribed on an axial slice");

    public static readonly DicomCode Millilitres = new("mL", "UCUM", "mL");
    public static readonly DicomCode Millimetres = new("mm", "UCUM", "mm");
    public static readonly DicomCode Percent = new("%", "UCUM", "Percent");
}
