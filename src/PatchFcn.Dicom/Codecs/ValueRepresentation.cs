namespace PatchFcn.Dicom.Codecs;

/// <summary>What the encoding of a value depends on (PS3.5 6.2 and 7.1.2).</summary>
internal static class ValueRepresentation
{
    private static readonly Dictionary<(byte, byte), string> Known = new[]
    {
        "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "OB", "OD", "OF", "OL", "OV", "OW", "PN", "SH", "SL", "SQ",
        "SS", "ST", "SV", "TM", "UC", "UI", "UL", "UN", "UR", "US", "UT", "UV",
    }.ToDictionary(vr => ((byte)vr[0], (byte)vr[1]));

    /// <summary>The VR of these two letters, or null when they are no capital letters.</summary>
    public static string? Parse(byte first, byte second) =>
        Known.TryGetValue((first, second), out var vr) ? vr
        : char.IsAsciiLetterUpper((char)first) && char.IsAsciiLetterUpper((char)second) ? new string([(char)first, (char)second])
        : null;

    /// <summary>Whether these two letters are a VR of the standard.</summary>
    public static bool IsKnown(byte first, byte second) => Known.ContainsKey((first, second));

    /// <summary>Whether values are arrays of bytes or numbers rather than attributes.</summary>
    public static bool IsBulk(string vr) => vr is "OB" or "OD" or "OF" or "OL" or "OV" or "OW" or "UN";

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
