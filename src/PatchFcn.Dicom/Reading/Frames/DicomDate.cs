using System.Globalization;

namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>Days as DICOM writes them (DA, PS3.5 6.2).</summary>
internal static class DicomDate
{
    /// <summary>The day; null where none is named, or none that exists.</summary>
    public static DateOnly? Of(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
