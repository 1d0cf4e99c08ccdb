namespace PatchFcn.Dicom.Codecs;

/// <summary>What the encoding of a value depends on (PS3.5 6.2 and 7.1.2).</summary>
internal static class ValueRepresentation
{
    /// <summary>Whether the length of the value is a number of 32 bits. So it is for every VR that the standard may still add.</summary>
    public static bool HasLongLength(string vr) => !HasShortLength(vr);

    /// <summary>Whether the value is padded with a space.</summary>
    public static bool IsText(string vr) => vr is
        "AE" or "AS" or "CS" or "DA" or "DS" or "DT" or "IS" or "LO" or "LT" or "PN" or "SH" or "ST" or "TM" or "UC" or "UR" or "UT";

    /// <summary>Bytes of the numbers that the value consists of: what is swapped in a big-endian file.</summary>
    public static int NumberSize(string vr) => vr switch
    {
        "US" or "SS" or "AT" or "OW" => 2,
        "UL" or "SL" or "FL" or "OL" or "OF" => 4,
        "FD" or "OD" or "OV" or "SV" or "UV" => 8,
        _ => 1,
    };

    private static bool HasShortLength(string vr) => vr is
        "AE" or "AS" or "AT" or "CS" or "DA" or "DS" or "DT" or "FL" or "FD" or "IS" or "LO" or "LT" or "PN" or "SH" or "SL" or "SS" or
        "ST" or "TM" or "UI" or "UL" or "US";
}
