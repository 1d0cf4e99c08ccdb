using System.Globalization;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>When a study was made, by the clock of the scanner.</summary>
internal static class StudyTime
{
    /// <summary>StudyDate (DA) with StudyTime (TM, as far as it goes); null where either is missing or wrong: of two studies of a day nobody could say which was first.</summary>
    public static DateTime? Of(DicomDataSet dataSet)
    {
        if (!DateTime.TryParseExact(dataSet.Text(DicomTags.StudyDate), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        if (dataSet.Text(DicomTags.StudyTime) is not { Length: >= 2 } clock)
            return null;
        return TimeSpan.TryParseExact(clock.Split('.')[0].PadRight(6, '0'), "hhmmss", CultureInfo.InvariantCulture, out var time) ? date + time : null;
    }
}
