using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Tests.Reading;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Writing;

/// <summary>The result of a study that stands in memory alone: slices of a tilted, unevenly spaced stack.</summary>
internal static class SampleResult
{
    public static readonly ResultOrigin Origin = new("0123abcd", "1.2.3", "some-model", "4.5", new string('e', 64), "demonstration", 0.688);

    /// <summary>Slices of so many rows and columns, tilted by an angle, with these gaps between them, mm.</summary>
    public static VolumeGeometry Stack(int rows, int columns, double tiltDegrees, params double[] gapsMm)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        var heights = gapsMm.Aggregate(new List<double> { -31.4 }, (all, gap) => [.. all, all[^1] + gap]);
        return new VolumeGeometry(
            rows, columns, 0.4882812, 0.4901961, new(1, 0, 0), new(0, cos, sin),
            [.. heights.Select(height => new Vector3D(-120.25, -101.7, height / cos))], 2.5);
    }

    public static ResultObjects Of(VolumeGeometry geometry, DicomDataSet? source = null, bool isEnhanced = false) => new(Series(geometry, isEnhanced), source ?? Source(), Origin);

    /// <summary>The same result with nothing in it of whose study it is.</summary>
    public static ResultObjects Deidentified(ResultObjects objects)
    {
        var deidentification = new Deidentification(new StudyReading(objects.Series, null, objects.Series.StudyInstanceUid, [], []));
        return new(deidentification.Reading.Series!, deidentification.Header(objects.Source), objects.Origin);
    }

    public static DicomDataSet Source() => new DicomDataSet()
        .SetText(DicomTags.SpecificCharacterSet, "ISO_IR 100")
        .SetText(DicomTags.PatientName, "Müller^Jörg")
        .SetText(DicomTags.PatientID, "4711")
        .SetText(DicomTags.StudyInstanceUID, "1.2.3")
        .SetText(DicomTags.SeriesInstanceUID, "1.2.3.4")
        .SetText(DicomTags.FrameOfReferenceUID, "1.2.3.5")
        .SetText(DicomTags.StudyDate, "20240229")
        .SetText(DicomTags.StudyTime, "031500")
        .SetText(DicomTags.AccessionNumber, "A1")
        .SetText(DicomTags.Manufacturer, "Maker")
        .SetText(DicomTags.StationName, "CT1");

    private static CtSeries Series(VolumeGeometry geometry, bool isEnhanced) => new()
    {
        StudyInstanceUid = "1.2.3",
        SeriesInstanceUid = "1.2.3.4",
        FrameOfReferenceUid = "1.2.3.5",
        Geometry = geometry,
        Slices = [.. Enumerable.Range(0, geometry.SliceCount).Select(slice => new CtSlice
        {
            File = new MemoryFile("slice", []),
            FrameIndex = isEnhanced ? slice : 0,
            SopClassUid = isEnhanced ? DicomUid.EnhancedCTImageStorage : DicomUid.CTImageStorage,
            SopInstanceUid = isEnhanced ? "1.2.3.4.100" : string.Create(CultureInfo.InvariantCulture, $"1.2.3.4.{100 + slice}"),
        })],
        Manufacturer = null,
        Model = null,
        Institution = null,
        PatientKey = null,
        StudyTime = null,
    };
}
