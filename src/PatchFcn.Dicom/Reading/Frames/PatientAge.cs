using System.Globalization;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>How old the patient was at the time of the study.</summary>
internal static class PatientAge
{
    /// <summary>Whole years, from PatientAge (AS, PS3.5 6.2) or else from the dates of birth and study; null when unknown.</summary>
    public static int? Years(DicomDataSet dataSet) =>
        FromAge(dataSet.Text(DicomTags.PatientAge))
        ?? FromDates(dataSet.Text(DicomTags.PatientBirthDate), dataSet.Text(DicomTags.StudyDate));

    private static int? FromAge(string? age)
    {
        if (age is not { Length: 4 } || !int.TryParse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        return char.ToUpperInvariant(age[3]) switch
        {
            'Y' => count,
            'M' => count / 12,
            'W' => count / 52,
            'D' => count / 365,
            _ => null,
        };
    }

    private static int? FromDates(string? birth, string? study)
    {
        if (DicomDate.Of(birth) is not { } born || DicomDate.Of(study) is not { } scanned || scanned < born)
            return null;
        var years = scanned.Year - born.Year;
        return scanned < born.AddYears(years) ? years - 1 : years;
    }
}
