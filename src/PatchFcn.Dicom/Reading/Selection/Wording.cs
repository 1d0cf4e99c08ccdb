using System.Text.RegularExpressions;
using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Which part of the body the texts of a file name.</summary>
internal enum Anatomy
{
    /// <summary>The head.</summary>
    Head,

    /// <summary>Nothing that is understood.</summary>
    Unnamed,

    /// <summary>Another part, or a part of the head alone, such as the sinuses.</summary>
    Other,
}

/// <summary>
/// What descriptions say, in upper case, with spaces for underscores, and in the languages scanners are set to. The description of the series is believed before
/// BodyPartExamined, which is often a default; the description of the study is asked last, for it names all parts that were scanned.
/// </summary>
internal static partial class Wording
{
    /// <summary>SNOMED CT and SRT codes of head, brain, skull, and head and neck.</summary>
    private static readonly string[] HeadCodes = ["69536005", "12738006", "89546000", "774007", "T-D1100", "T-A0100", "T-11100", "T-D1000"];

    /// <summary>The part of the body a frame shows, by its texts and codes.</summary>
    public static Anatomy AnatomyOf(CtFrame frame)
    {
        if (frame.AnatomyCode is { } code && HeadCodes.Contains(code))
            return Anatomy.Head;
        string[] texts = [frame.Header.SeriesDescription, frame.Header.BodyPart, frame.Header.ProtocolName, frame.Header.StudyDescription];
        return texts.Select(AnatomyOf).FirstOrDefault(anatomy => anatomy != Anatomy.Unnamed, Anatomy.Unnamed);
    }

    /// <summary>Whether a description names a contrast-enhanced scan.</summary>
    public static bool NamesContrast(string description) => WithContrast().IsMatch(WithoutContrast().Replace(description, " "));

    /// <summary>Whether a description names a dynamic scan.</summary>
    public static bool NamesPerfusion(string description) => Perfusion().IsMatch(description);

    /// <summary>Whether a description names a bone reconstruction.</summary>
    public static bool NamesBone(string description) => Bone().IsMatch(description);

    /// <summary>Whether a description names a part of the head, be it beside the head.</summary>
    public static bool NamesPartOfHead(string description) => PartOfHead().IsMatch(description);

    private static Anatomy AnatomyOf(string text) =>
        Head().IsMatch(text) ? Anatomy.Head
        : PartOfHead().IsMatch(text) || OtherPart().IsMatch(text) ? Anatomy.Other
        : Anatomy.Unnamed;

    [GeneratedRegex(
        "HEAD|BRAIN|SKULL|CRANI|CEREBR|ENCEPH|ENCEF|NEURO"
        + "|KOPF|SCH(?:AE|Ä|A)DEL|HIRN|CR[AÂ]NE|T[EÊ]TE|CABEZA|CABE[CÇ]A|TESTA|HOOFD|HOVED")]
    private static partial Regex Head();

    [GeneratedRegex(
        @"SINUS|\bNNH|FACIAL|\bFACE\b|ORBIT|TEMPORAL BONE|PETROUS|FELSENBEIN|MASTOID"
        + @"|\bIACS?\b|\bEARS?\b|MANDIB|MAXILL|DENTAL|\bJAW\b|\bTMJ\b")]
    private static partial Regex PartOfHead();

    [GeneratedRegex(
        "CHEST|THORA|LUNG|ABD|PELVI|LIVER|KIDNEY|AORTA|CARDI|HEART|BREAST"
        + @"|SPINE|CERVIC|LUMB|\b[HBL]WS\b|NECK|HALS"
        + @"|EXTREM|SHOULDER|ELBOW|WRIST|\bHAND\b|\bHIP\b|KNEE|ANKLE|FOOT|\bLEG\b|\bARM\b")]
    private static partial Regex OtherPart();

    [GeneratedRegex(
        @"\b(?:W/?O(?:UT)?|WITHOUT|NO|NON|OHNE|SANS|SIN|SENZA|SEM|PRE)\b[ -]*(?:(?:IV|PRODUIT DE|MEDIO DI|MEDIO DE|MEZZO DI)\b[ -]*)?(?:ENHANCED\b|CONTRAST\w*|CON\b|KM\b|C\b)?"
        + @"|\bNONCON\w*|\bUNENHANCED\b|\bC-")]
    private static partial Regex WithoutContrast();

    [GeneratedRegex(
        @"\bCTA|ANGIO|\bCTV\b|VENOGRA|CAROTI|\bCOW\b|\bARTERIAL|\bVENOUS|\bPORTAL|\bBOLUS"
        + @"|CONTRAST|ENHANCED|\bCE\b|\bC\+|\+ ?C\b|\bKM\b|\bW/? ?C(?:ON)?\b|\bPOST ?(?:CON|IV|KM)\b")]
    private static partial Regex WithContrast();

    [GeneratedRegex(@"PERF|\bCTP\b|DYNAMIC|\b4D")]
    private static partial Regex Perfusion();

    [GeneratedRegex(@"\bBONES?\b|KNOCHEN|\bOSSEUX\b|\bHUESO\b|\bOSSO\b|\bOSTEO")]
    private static partial Regex Bone();
}
