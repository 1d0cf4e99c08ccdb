using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>
/// A small head CT as a scanner would send it: 28 axial slices of 5 mm, 64 × 64 pixels of 3.5 mm, soft-tissue kernel, a skull filled with
/// brain in air. Tests change what they are about.
/// </summary>
internal sealed record HeadSeries
{
    public const int Size = 64;
    public const int Intercept = -1024;
    public const short Brain = 35;
    public const short Bone = 1000;
    public const short Air = -1000;
    private const double PixelMm = 3.5;

    public string Study { get; init; } = "1.2.3";

    public string Series { get; init; } = "1.2.3.1";

    public int Number { get; init; } = 1;

    public int Slices { get; init; } = 28;

    public double Spacing { get; init; } = 5;

    public double Thickness { get; init; } = 5;

    /// <summary>Shear of the stack in degrees; positive when superior slices are shifted towards the back.</summary>
    public double Tilt { get; init; }

    public string Kernel { get; init; } = "H31s";

    /// <summary>Height of a slice in mm along the axis of the scanner.</summary>
    public Func<int, double>? PositionOf { get; init; }

    /// <summary>Changes the data set of a slice before it is written.</summary>
    public Action<DicomDataSet, int>? Edit { get; init; }

    /// <summary>The slices as files, the most superior first: the order of files must not matter.</summary>
    public List<IStudyFile> Files() =>
        [.. Enumerable.Range(0, Slices).Reverse().Select(slice => new MemoryFile($"S{Number}/I{slice}", DataSet(slice)))];

    public DicomDataSet DataSet(int slice)
    {
        var tilt = double.DegreesToRadians(Tilt);
        var dataSet = new DicomDataSet()
            .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
            .SetText(DicomTags.SOPInstanceUID, $"{Series}.{slice + 1}")
            .SetText(DicomTags.StudyInstanceUID, Study)
            .SetText(DicomTags.SeriesInstanceUID, Series)
            .SetText(DicomTags.FrameOfReferenceUID, $"{Study}.9")
            .SetText(DicomTags.Modality, "CT")
            .SetText(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .SetText(DicomTags.Manufacturer, "SIEMENS")
            .SetText(DicomTags.BodyPartExamined, "HEAD")
            .SetText(DicomTags.PatientName, "Doe^Jane")
            .SetText(DicomTags.PatientAge, "064Y")
            .SetText(DicomTags.ConvolutionKernel, Kernel)
            .SetNumbers(DicomTags.KVP, 120)
            .SetNumbers(DicomTags.SeriesNumber, Number)
            .SetNumbers(DicomTags.InstanceNumber, slice + 1)
            .SetNumbers(DicomTags.SliceThickness, Thickness)
            .SetNumbers(DicomTags.ImagePositionPatient, -112, -112, -700 + (PositionOf?.Invoke(slice) ?? slice * Spacing))
            .SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, Math.Cos(tilt), -Math.Sin(tilt))
            .SetNumbers(DicomTags.PixelSpacing, PixelMm, PixelMm)
            .SetNumbers(DicomTags.RescaleSlope, 1)
            .SetNumbers(DicomTags.RescaleIntercept, Intercept);
        SetCells(dataSet, (row, column) => (short)(DensityAt(row, column) - Intercept));
        Edit?.Invoke(dataSet, slice);
        return dataSet;
    }

    /// <summary>Density in HU of the head at a pixel, the same in every slice.</summary>
    public static short DensityAt(int row, int column)
    {
        var (x, y) = ((column - Size / 2 + 0.5) / 22, (row - Size / 2 + 0.5) / 27);
        var radius = Math.Sqrt(x * x + y * y);
        return radius > 1 ? Air : radius > 0.9 ? Bone : Brain;
    }

    /// <summary>Sets the pixels to unsigned cells of 12 bits.</summary>
    public static DicomDataSet SetCells(DicomDataSet dataSet, Func<int, int, short> cellAt)
    {
        var cells = new short[Size * Size];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = cellAt(i / Size, i % Size);
        return dataSet
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetText(DicomTags.PhotometricInterpretation, "MONOCHROME2")
            .SetNumbers(DicomTags.Rows, Size)
            .SetNumbers(DicomTags.Columns, Size)
            .SetNumbers(DicomTags.BitsAllocated, 16)
            .SetNumbers(DicomTags.BitsStored, 12)
            .SetNumbers(DicomTags.HighBit, 11)
            .SetNumbers(DicomTags.PixelRepresentation, 0)
            .SetPixelData(cells);
    }
}
