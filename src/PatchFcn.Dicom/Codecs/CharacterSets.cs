using System.Text;

namespace PatchFcn.Dicom.Codecs;

/// <summary>The character sets of DICOM (PS3.3 C.12.1.1.2).</summary>
internal static class CharacterSets
{
    private const int Windows874 = 874, ShiftJis = 932, Iso8859 = 28590;

    /// <summary>The encoding of a defined term of Specific Character Set; where there is none, or it is unknown, ISO 8859-1, which keeps every byte.</summary>
    public static Encoding Of(string? term) => term?.Replace("ISO 2022 IR", "ISO_IR", StringComparison.Ordinal) switch
    {
        "ISO_IR 192" => Encoding.UTF8,
        "GB18030" or "GBK" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
        "ISO_IR 101" => Part(2),
        "ISO_IR 109" => Part(3),
        "ISO_IR 110" => Part(4),
        "ISO_IR 144" => Part(5),
        "ISO_IR 127" => Part(6),
        "ISO_IR 126" => Part(7),
        "ISO_IR 138" => Part(8),
        "ISO_IR 148" => Part(9),
        "ISO_IR 203" => Part(15),
        "ISO_IR 13" => CodePagesEncodingProvider.Instance.GetEncoding(ShiftJis)!,
        "ISO_IR 166" => CodePagesEncodingProvider.Instance.GetEncoding(Windows874)!,
        _ => Encoding.Latin1,
    };

    private static Encoding Part(int part) => CodePagesEncodingProvider.Instance.GetEncoding(Iso8859 + part)!;
}
