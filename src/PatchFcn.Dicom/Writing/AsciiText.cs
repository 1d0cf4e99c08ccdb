using System.Text;

namespace PatchFcn.Dicom.Writing;

/// <summary>
/// Our own texts in the characters that every character set of DICOM shares: objects keep the one of their source, whatever it is.
/// </summary>
internal static class AsciiText
{
    /// <summary>The text with typographic signs as plain ones; what has no plain counterpart is a question mark, as is a backslash, which would end the value.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
            plain.Append(character switch
            {
                '“' or '”' or '„' => "\"",
                '‘' or '’' => "'",
                '–' or '—' or '−' => "-",
                '≥' => ">=",
                '≤' => "<=",
                '×' => "x",
                '²' => "2",
                '°' => " degrees",
                '…' => "...",
                '\u00a0' => " ",
                '\\' or > '~' => "?",
                _ => character.ToString(),
            });
        return plain.ToString();
    }
}
