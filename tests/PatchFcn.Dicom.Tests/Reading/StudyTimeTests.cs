using System.Globalization;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Frames;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>R337: which of two studies was first is told by their clocks, or not at all.</summary>
public sealed class StudyTimeTests
{
    [Theory]
    [InlineData("20260501", "143005.25", "2026-05-01T14:30:05")]
    [InlineData("20260501", "14", "2026-05-01T14:00:00")]
    [InlineData("20260501", "", null)]
    [InlineData("20260501", "996000", null)]
    [InlineData("2026-05-01", "143005", null)]
    public void Of_DateAndTime_IsNothingWhereEitherIsMissingOrWrong(string date, string time, string? expected)
    {
        var dataSet = new DicomDataSet().SetText(DicomTags.StudyDate, date).SetText(DicomTags.StudyTime, time);

        Assert.Equal(expected, StudyTime.Of(dataSet)?.ToString("s", CultureInfo.InvariantCulture));
    }
}
