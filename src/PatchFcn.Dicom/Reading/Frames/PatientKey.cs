using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>What the same patient is recognised by in another study.</summary>
internal static class PatientKey
{
    /// <summary>What stands in the place of a number where nobody is named, letters and digits alone: strangers share it.</summary>
    private static readonly HashSet<string> NoNumbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "ANON", "ANONYM", "ANONYMOUS", "ANONYMIZED", "ANONYMISED", "DEIDENTIFIED", "UNKNOWN", "NONE", "NA", "NULL", "NOID", "X", "XX", "XXX",
    };

    /// <summary>
    /// PatientID, its issuer (empty where absent: two hospitals may give the same number), birth date and sex. Null where number, birth date or sex is none: unidentified patients are given the same
    /// numbers again.
    /// </summary>
    public static string? Of(DicomDataSet dataSet)
    {
        var number = Text(DicomTags.PatientID);
        var birthDate = Text(DicomTags.PatientBirthDate);
        var sex = Text(DicomTags.PatientSex);
        return IsNone(number) || !IsBirthDate(birthDate) || sex is not ("F" or "M" or "O")
            ? null
            : string.Join('\\', number, Text(DicomTags.IssuerOfPatientID), birthDate, sex);

        string Text(DicomTag tag) => dataSet.Text(tag)?.Trim() ?? "";
    }

    /// <summary>Whether a birth date can be one: 1 January 1900 is what unidentified patients are given.</summary>
    private static bool IsBirthDate(string text) => DicomDate.Of(text) is { Year: > 1900 };

    private static bool IsNone(string number)
    {
        var characters = string.Concat(number.Where(char.IsLetterOrDigit));
        return NoNumbers.Contains(characters) || characters.All(character => character == '0');
    }
}
