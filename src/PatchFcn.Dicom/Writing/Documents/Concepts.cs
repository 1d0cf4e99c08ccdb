using PatchFcn.Core.Terminology;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>
/// The concepts of the documents. All but the three of scheme <c>99PATCHFCN</c> are those the templates name (PS3.16 TID 300, 1004, 1204, 1411, 1500, 1501, 1600, 2010, 4019) or stand in
/// their context groups: lengths in CID 7470, volume in CID 7472, SNOMED CT laterality in CID 244, procedure in CID 100, which has no code for the head.
/// </summary>
internal static class Concepts
{
    public static readonly CodedConcept Report = CodedConcept.Dcm("126000", "Imaging Measurement Report");
    public static readonly CodedConcept OfInterest = CodedConcept.Dcm("113000", "Of Interest");
    public static readonly CodedConcept Language = CodedConcept.Dcm("121049", "Language of Content Item and Descendants");
    public static readonly CodedConcept English = new("en-US", "RFC5646", "English (United States)");
    public static readonly CodedConcept ProcedureReported = CodedConcept.Dcm("121058", "Procedure reported");
    public static readonly CodedConcept CtProcedure = new("25045-6", "LN", "CT unspecified body region");
    public static readonly CodedConcept KeyObjectDescription = CodedConcept.Dcm("113012", "Key Object Description");

    public static readonly CodedConcept ObserverType = CodedConcept.Dcm("121005", "Observer Type");
    public static readonly CodedConcept Device = CodedConcept.Dcm("121007", "Device");
    public static readonly CodedConcept DeviceUid = CodedConcept.Dcm("121012", "Device Observer UID");
    public static readonly CodedConcept DeviceName = CodedConcept.Dcm("121013", "Device Observer Name");
    public static readonly CodedConcept DeviceManufacturer = CodedConcept.Dcm("121014", "Device Observer Manufacturer");
    public static readonly CodedConcept DeviceModel = CodedConcept.Dcm("121015", "Device Observer Model Name");
    public static readonly CodedConcept DeviceSerialNumber = CodedConcept.Dcm("121016", "Device Observer Serial Number");

    public static readonly CodedConcept ImageLibrary = CodedConcept.Dcm("111028", "Image Library");
    public static readonly CodedConcept ImageLibraryGroup = CodedConcept.Dcm("126200", "Image Library Group");
    public static readonly CodedConcept Modality = CodedConcept.Dcm("121139", "Modality");

    public static readonly CodedConcept Measurements = CodedConcept.Dcm("126010", "Imaging Measurements");
    public static readonly CodedConcept Group = CodedConcept.Dcm("125007", "Measurement Group");
    public static readonly CodedConcept TrackingId = CodedConcept.Dcm("112039", "Tracking Identifier");
    public static readonly CodedConcept TrackingUid = CodedConcept.Dcm("112040", "Tracking Unique Identifier");
    public static readonly CodedConcept FindingCategory = CodedConcept.Sct("276214006", "Finding category");
    public static readonly CodedConcept FindingSite = CodedConcept.Sct("363698007", "Finding Site");
    public static readonly CodedConcept Segment = CodedConcept.Dcm("121191", "Referenced Segment");
    public static readonly CodedConcept SourceSeries = CodedConcept.Dcm("121232", "Source series for segmentation");
    public static readonly CodedConcept SourceImage = CodedConcept.Dcm("121233", "Source image for segmentation");
    public static readonly CodedConcept AlgorithmName = CodedConcept.Dcm("111001", "Algorithm Name");
    public static readonly CodedConcept AlgorithmVersion = CodedConcept.Dcm("111003", "Algorithm Version");
    public static readonly CodedConcept AlgorithmParameters = CodedConcept.Dcm("111002", "Algorithm Parameters");

    public static readonly CodedConcept MajorAxis = CodedConcept.Sct("131187009", "Major Axis");
    public static readonly CodedConcept PerpendicularAxis = CodedConcept.Sct("131189007", "Perpendicular Axis");
    public static readonly CodedConcept Height = CodedConcept.Dcm("121207", "Height");
    public static readonly CodedConcept CertaintyOfFinding = CodedConcept.Dcm("111012", "Certainty of Finding");
    public static readonly CodedConcept Impression = CodedConcept.Dcm("121073", "Impression");
    public static readonly CodedConcept Derivation = CodedConcept.Dcm("121401", "Derivation");
    public static readonly CodedConcept Maximum = CodedConcept.Sct("56851009", "Maximum");
    public static readonly CodedConcept Method = CodedConcept.Sct("370129005", "Measurement Method");
    public static readonly CodedConcept AbcOverTwo = new("abc2", "99PATCHFCN", "ABC/2 (Kothari, Stroke 1996; 27: 1304)");
    public static readonly CodedConcept LongestAxialDiameter = new("axialDiameter", "99PATCHFCN", "Longest diameter on an axial slice");
    public static readonly CodedConcept DiscOrHeight = new("discOrHeight", "99PATCHFCN", "Smaller of inscribed axial disc and height");

    public static readonly CodedConcept Millilitres = new("mL", "UCUM", "mL");
    public static readonly CodedConcept Millimetres = new("mm", "UCUM", "mm");
    public static readonly CodedConcept Percent = new("%", "UCUM", "Percent");
}
