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

    /// <summary>PatientID, its issuer, birth date and sex, each empty where absent: two hospitals may give the same number. Null where the number is none.</summary>
    public static string? Of(DicomDataSet dataSet)
    {
        var number = dataSet.Text(DicomTags.PatientID)?.Trim() ?? "";
        return IsNone(number)
            ? null
            : string.Join('\\', number, dataSet.Text(DicomTags.IssuerOfPatientID)?.Trim(), dataSet.Text(DicomTags.PatientBirthDate)?.Trim(), dataSet.Text(DicomTags.PatientSex)?.Trim());
    }

    private static bool IsNone(string number)
    {
        var characters = string.Concat(number.Where(char.IsLetterOrDigit));
        return NoNumbers.Contains(characters) || characters.All(character => character == '0');
    }
}
