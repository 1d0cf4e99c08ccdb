using System.Globalization;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>When a study was made, by the clock of the scanner.</summary>
internal static class StudyTime
{
    /// <summary>StudyDate (DA) with StudyTime (TM, as far as it goes); null where the date is missing or wrong.</summary>
    public static DateTime? Of(DicomDataSet dataSet)
    {
        if (!DateTime.TryParseExact(dataSet.Text(DicomTags.StudyDate), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var digits = (dataSet.Text(DicomTags.StudyTime) ?? "").Split('.')[0].PadRight(6, '0');
        return TimeSpan.TryParseExact(digits, "hhmmss", CultureInfo.InvariantCulture, out var time) ? date + time : date;
    }
}
