using System.Globalization;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;
using PatchFcn.Phantoms.Scanner;

namespace PatchFcn.Phantoms.Output;

/// <summary>The slices of a phantom as CT Image Storage (PS3.3 A.3), with the attributes its scanner's maker would write. UIDs follow from the specification.</summary>
internal sealed class CtImageWriter
{
    private const string Date = "20200101";
    private const string Time = "120000";
    private readonly Phantom _phantom;
    private readonly MakerHabits _habits;
    private readonly string _identity;

    internal CtImageWriter(Phantom phantom)
    {
        _phantom = phantom;
        _habits = MakerHabits.Of(phantom.Spec.Scanner.Maker);
        // Options change the voxels, so they must change the UIDs too: the printed specification holds both.
        _identity = phantom.Spec.ToString();
        PatientId = string.Create(CultureInfo.InvariantCulture, $"PHANTOM-{phantom.Spec.Seed:D6}");
    }

    /// <summary>Patient ID, obviously synthetic.</summary>
    internal string PatientId { get; }

    internal string Manufacturer => _habits.Manufacturer;

    /// <summary>Instance number of a slice, from 1: some scanners count from the vertex down.</summary>
    internal int InstanceNumber(int slice) => _phantom.Spec.Scanner.CountsDown ? _phantom.Ct.Geometry.SliceCount - slice : slice + 1;

    /// <summary>Writes one slice as a file.</summary>
    internal void Write(Stream target, int slice)
    {
        var dataSet = new DicomDataSet();
        SetPatientAndStudy(dataSet);
        SetSeriesAndScanner(dataSet);
        SetImage(dataSet, slice);
        SetPixels(dataSet, slice);
        DicomFileWriter.Write(target, dataSet);
    }

    private void SetPatientAndStudy(DicomDataSet dataSet)
    {
        var anatomy = _phantom.Spec.Anatomy;
        dataSet
            .SetText(DicomTags.SpecificCharacterSet, "ISO_IR 100")
            .SetText(DicomTags.StudyDate, Date)
            .SetText(DicomTags.StudyTime, Time)
            .SetText(DicomTags.AccessionNumber, string.Create(CultureInfo.InvariantCulture, $"P{_phantom.Spec.Seed % 1_000_000_000:D6}"))
            .SetText(DicomTags.ReferringPhysicianName)
            .SetText(DicomTags.StudyDescription, "CT HEAD WO CONTRAST")
            .SetText(DicomTags.PatientName, string.Create(CultureInfo.InvariantCulture, $"PHANTOM^SYNTHETIC^{_phantom.Spec.Seed:D6}"))
            .SetText(DicomTags.PatientID, PatientId)
            .SetText(DicomTags.PatientBirthDate)
            .SetText(DicomTags.PatientSex, anatomy.Female ? "F" : "M")
            .SetText(DicomTags.PatientAge, string.Create(CultureInfo.InvariantCulture, $"{anatomy.Age:000}Y"))
            .SetText(DicomTags.StudyInstanceUID, Uid("study"))
            .SetText(DicomTags.StudyID, "1");
    }

    private void SetSeriesAndScanner(DicomDataSet dataSet)
    {
        var scanner = _phantom.Spec.Scanner;
        dataSet
            .SetText(DicomTags.SeriesDate, Date)
            .SetText(DicomTags.SeriesTime, Time)
            .SetText(DicomTags.Modality, "CT")
            .SetText(DicomTags.Manufacturer, _habits.Manufacturer)
            .SetText(DicomTags.InstitutionName, "Synthetic phantoms")
            .SetText(DicomTags.ManufacturerModelName, scanner.Model)
            .SetText(DicomTags.SeriesDescription, string.Create(CultureInfo.InvariantCulture, $"HEAD {scanner.SliceThicknessMm:0.###} {scanner.Kernel}"))
            .SetText(DicomTags.BodyPartExamined, "HEAD")
            .SetText(DicomTags.ScanOptions, _habits.ScanOptions)
            .SetNumbers(DicomTags.SliceThickness, scanner.SliceThicknessMm)
            .SetNumbers(DicomTags.KVP, scanner.Kvp)
            .SetText(DicomTags.ProtocolName, "Head routine")
            .SetNumbers(DicomTags.DataCollectionDiameter, 500)
            .SetNumbers(DicomTags.ReconstructionDiameter, scanner.PixelSpacingMm * scanner.MatrixSize)
            .SetNumbers(DicomTags.GantryDetectorTilt, scanner.TiltDegrees)
            .SetText(DicomTags.RotationDirection, "CW")
            .SetNumbers(DicomTags.ExposureTime, 1000)
            .SetNumbers(DicomTags.XRayTubeCurrent, scanner.TubeCurrent)
            .SetNumbers(DicomTags.Exposure, scanner.TubeCurrent)
            .SetText(DicomTags.ConvolutionKernel, scanner.Kernel)
            .SetText(DicomTags.PatientPosition, "HFS")
            .SetText(DicomTags.SeriesInstanceUID, Uid("series"))
            .SetNumbers(DicomTags.SeriesNumber, 2)
            .SetNumbers(DicomTags.AcquisitionNumber, 1)
            .SetText(DicomTags.FrameOfReferenceUID, Uid("frame of reference"))
            .SetText(DicomTags.PositionReferenceIndicator, _habits.PositionReference);
    }

    private void SetImage(DicomDataSet dataSet, int slice)
    {
        var geometry = _phantom.Ct.Geometry;
        var (origin, row, column) = (geometry.SliceOrigins[slice], geometry.RowDirection, geometry.ColumnDirection);
        dataSet
            .SetText(DicomTags.ImageType, _habits.ImageType)
            .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
            .SetText(DicomTags.SOPInstanceUID, Uid(string.Create(CultureInfo.InvariantCulture, $"slice {slice}")))
            .SetText(DicomTags.AcquisitionDate, Date)
            .SetText(DicomTags.ContentDate, Date)
            .SetText(DicomTags.AcquisitionTime, Time)
            .SetText(DicomTags.ContentTime, Time)
            .SetNumbers(DicomTags.InstanceNumber, InstanceNumber(slice))
            .SetNumbers(DicomTags.ImagePositionPatient, origin.X, origin.Y, origin.Z)
            .SetNumbers(DicomTags.ImageOrientationPatient, row.X, row.Y, row.Z, column.X, Math.Round(column.Y, 7), Math.Round(column.Z, 7))
            .SetNumbers(DicomTags.SliceLocation, origin.Z)
            .SetText(DicomTags.ImageComments, "Synthetic phantom, not a patient");
    }

    private void SetPixels(DicomDataSet dataSet, int slice)
    {
        var geometry = _phantom.Ct.Geometry;
        dataSet
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetText(DicomTags.PhotometricInterpretation, "MONOCHROME2")
            .SetNumbers(DicomTags.Rows, geometry.Rows)
            .SetNumbers(DicomTags.Columns, geometry.Columns)
            .SetNumbers(DicomTags.PixelSpacing, geometry.RowSpacing, geometry.ColumnSpacing)
            .SetNumbers(DicomTags.BitsAllocated, 16)
            .SetNumbers(DicomTags.BitsStored, _habits.BitsStored)
            .SetNumbers(DicomTags.HighBit, _habits.BitsStored - 1)
            .SetNumbers(DicomTags.PixelRepresentation, _habits.Signed ? 1 : 0)
            .SetNumbers(DicomTags.WindowCenter, 40)
            .SetNumbers(DicomTags.WindowWidth, 80)
            .SetNumbers(DicomTags.RescaleIntercept, MakerHabits.RescaleIntercept)
            .SetNumbers(DicomTags.RescaleSlope, 1)
            .SetText(DicomTags.RescaleType, "HU");
        if (_habits.Padding is { } padding)
            dataSet.SetNumbers(DicomTags.PixelPaddingValue, padding);
        dataSet.SetPixelData(StoredCells(slice));
    }

    private short[] StoredCells(int slice)
    {
        var geometry = _phantom.Ct.Geometry;
        var hu = _phantom.Ct.Slice(slice);
        var cells = new short[hu.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = _habits.Padding is { } padding && !ScannerPhysics.IsReconstructed(i / geometry.Columns, i % geometry.Columns, geometry.Rows)
                ? padding
                : (short)(hu[i] - MakerHabits.RescaleIntercept);
        return cells;
    }

    private string Uid(string role) => DicomUid.FromSeed($"{_identity} {role}");
}
