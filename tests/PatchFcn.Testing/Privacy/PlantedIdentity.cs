using System.Text;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Testing.Privacy;

/// <summary>
/// Values that occur nowhere else, one for every attribute of a CT that can tell whose it is (PS3.15 table E.1-1), with what to look for: a part
/// of the value that no software can have by chance.
/// </summary>
public static class PlantedIdentity
{
    /// <summary>What the names of the files of a planted study begin with.</summary>
    public const string FileNameStart = "Zqfamily_Zqgiven_Zqfilename_";

    private const string Root = "2.25.7777123777";

    /// <summary>The values.</summary>
    public static IReadOnlyList<PlantedValue> Values { get; } =
    [
        Text("PatientName", 0x0010, 0x0010, "PN", "Zqfamily^Zqgiven^Zqmiddle", "zqfamily", "zqgiven", "zqmiddle"),
        Text("PatientID", 0x0010, 0x0020, "LO", "ZQPATIENTID-4711", "zqpatientid"),
        Text("IssuerOfPatientID", 0x0010, 0x0021, "LO", "ZQISSUER", "zqissuer"),
        Text("PatientBirthDate", 0x0010, 0x0030, "DA", "19331129", "19331129", "1933-11-29"),
        Text("PatientBirthTime", 0x0010, 0x0032, "TM", "031733", "031733"),
        Text("OtherPatientIDs", 0x0010, 0x1000, "LO", "ZQOTHERID", "zqotherid"),
        Text("OtherPatientNames", 0x0010, 0x1001, "PN", "Zqothername^Z", "zqothername"),
        Text("PatientBirthName", 0x0010, 0x1005, "PN", "Zqbirthname", "zqbirthname"),
        Text("PatientAddress", 0x0010, 0x1040, "LO", "1 Zqstreet", "zqstreet"),
        Text("PatientMotherBirthName", 0x0010, 0x1060, "PN", "Zqmother", "zqmother"),
        Text("PatientTelephoneNumbers", 0x0010, 0x2154, "SH", "ZQPHONE555", "zqphone"),
        Text("PatientComments", 0x0010, 0x4000, "LT", "zqpatientcomment", "zqpatientcomment"),
        Text("AccessionNumber", 0x0008, 0x0050, "SH", "ZQACC0815", "zqacc0815"),
        Text("StudyID", 0x0020, 0x0010, "SH", "ZQSTUDYID", "zqstudyid"),
        Text("StudyDescription", 0x0008, 0x1030, "LO", "CT HEAD WO CONTRAST Zqdescribed", "zqdescribed"),
        Text("ProtocolName", 0x0018, 0x1030, "LO", "Head routine Zqprotocol", "zqprotocol"),
        Text("ImageComments", 0x0020, 0x4000, "LT", "zqimagecomment", "zqimagecomment"),
        Text("InstitutionName", 0x0008, 0x0080, "LO", Institution, "zqinstitution"),
        Text("InstitutionAddress", 0x0008, 0x0081, "ST", "2 Zqinstreet", "zqinstreet"),
        Text("InstitutionalDepartmentName", 0x0008, 0x1040, "LO", "Zqdepartment", "zqdepartment"),
        Text("StationName", 0x0008, 0x1010, "SH", "ZQSTATION", "zqstation"),
        Text("DeviceSerialNumber", 0x0018, 0x1000, "LO", "ZQSERIAL", "zqserial"),
        Text("ReferringPhysicianName", 0x0008, 0x0090, "PN", "Zqreferrer^R", "zqreferrer"),
        Text("PerformingPhysicianName", 0x0008, 0x1050, "PN", "Zqperformer^P", "zqperformer"),
        Text("NameOfPhysiciansReadingStudy", 0x0008, 0x1060, "PN", "Zqreader^N", "zqreader"),
        Text("OperatorsName", 0x0008, 0x1070, "PN", "Zqoperator^O", "zqoperator"),
        Text("RequestingPhysician", 0x0032, 0x1032, "PN", "Zqrequester^R", "zqrequester"),
        Text("PrivateElement", 0x0029, 0x1010, "LO", "zqprivate", "zqprivate"),
        Text("StudyInstanceUID", 0x0020, 0x000D, "UI", Root + ".1", Root + ".1"),
        Text("SeriesInstanceUID", 0x0020, 0x000E, "UI", Root + ".2", Root + ".2"),
        Text("FrameOfReferenceUID", 0x0020, 0x0052, "UI", Root + ".3", Root + ".3"),
        Text("SOPInstanceUID", 0x0008, 0x0018, "UI", Root + ".4.", Root + ".4."),
        new("FileName", default, "", "", ["zqfilename"]),
    ];

    /// <summary>The institution, which verdicts are tallied by.</summary>
    public const string Institution = "Zqinstitution";

    /// <summary>The attributes whose value stands in a text.</summary>
    public static IReadOnlyList<string> FindIn(string text) =>
        [.. Values.Where(value => value.Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase))).Select(value => value.Attribute)];

    /// <summary>The attributes whose value stands in some bytes, as text of one or of two bytes a character.</summary>
    public static IReadOnlyList<string> FindIn(ReadOnlySpan<byte> bytes)
    {
        var narrow = Encoding.Latin1.GetString(bytes);
        return [.. FindIn(narrow).Union(FindIn(narrow.Replace("\0", "", StringComparison.Ordinal)))];
    }

    private static PlantedValue Text(string attribute, ushort group, ushort element, string vr, string value, params string[] marks) =>
        new(attribute, new DicomTag(group, element), vr, value, marks);
}

/// <summary>A value that was planted.</summary>
/// <param name="Attribute">Keyword of the attribute.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Vr">Its value representation.</param>
/// <param name="Value">What it holds; that of an instance UID lacks its last component.</param>
/// <param name="Marks">What gives it away.</param>
public sealed record PlantedValue(string Attribute, DicomTag Tag, string Vr, string Value, IReadOnlyList<string> Marks);
