using System.Globalization;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Phantoms.Output;

/// <summary>The slices of a volume as CT Image Storage (PS3.3 A.3), with the attributes its scanner's maker would write. UIDs follow from the identity.</summary>
internal sealed class CtImageWriter(SyntheticStudy study, CtVolume ct)
{
    private const string Date = "20200101";
    private const string Time = "120000";
    private readonly MakerHabits _habits = study.Habits;

    /// <summary>Instance number of a slice, from 1: some scanners count from the vertex down.</summary>
    internal int InstanceNumber(int slice) => study.CountsDown ? ct.Geometry.SliceCount - slice : slice + 1;

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

    private void SetPatientAndStudy(DicomDataSet dataSet) =>
        dataSet
            .SetText(DicomTags.SpecificCharacterSet, "ISO_IR 100")
            .SetText(DicomTags.StudyDate, Date)
            .SetText(DicomTags.StudyTime, Time)
            .SetText(DicomTags.AccessionNumber, study.AccessionNumber)
            .SetText(DicomTags.ReferringPhysicianName)
            .SetText(DicomTags.StudyDescription, study.StudyDescription)
            .SetText(DicomTags.PatientName, study.PatientName)
            .SetText(DicomTags.PatientID, study.PatientId)
            .SetText(DicomTags.PatientBirthDate)
            .SetText(DicomTags.PatientSex, study.Sex)
            .SetText(DicomTags.PatientAge, string.Create(CultureInfo.InvariantCulture, $"{study.Age:000}Y"))
            .SetText(DicomTags.StudyInstanceUID, Uid("study"))
            .SetText(DicomTags.StudyID, "1");

    private void SetSeriesAndScanner(DicomDataSet dataSet)
    {
        var geometry = ct.Geometry;
        dataSet
            .SetText(DicomTags.SeriesDate, Date)
            .SetText(DicomTags.SeriesTime, Time)
            .SetText(DicomTags.Modality, "CT")
            .SetText(DicomTags.Manufacturer, _habits.Manufacturer)
            .SetText(DicomTags.InstitutionName, study.InstitutionName)
            .SetText(DicomTags.ManufacturerModelName, study.Model)
            .SetText(DicomTags.SeriesDescription, study.SeriesDescription ?? string.Create(CultureInfo.InvariantCulture, $"HEAD {geometry.SliceThickness:0.###} {study.Kernel}"))
            .SetText(DicomTags.BodyPartExamined, "HEAD")
            .SetText(DicomTags.ScanOptions, _habits.ScanOptions)
            .SetNumbers(DicomTags.SliceThickness, geometry.SliceThickness)
            .SetNumbers(DicomTags.KVP, study.Kvp)
            .SetText(DicomTags.ProtocolName, "Head routine")
            .SetNumbers(DicomTags.DataCollectionDiameter, 500)
            .SetNumbers(DicomTags.ReconstructionDiameter, geometry.ColumnSpacing * geometry.Columns)
            .SetNumbers(DicomTags.GantryDetectorTilt, Math.Round(geometry.GantryTilt, 2))
            .SetText(DicomTags.RotationDirection, "CW")
            .SetNumbers(DicomTags.ExposureTime, 1000)
            .SetNumbers(DicomTags.XRayTubeCurrent, study.TubeCurrent)
            .SetNumbers(DicomTags.Exposure, study.TubeCurrent)
            .SetText(DicomTags.ConvolutionKernel, study.Kernel)
            .SetText(DicomTags.PatientPosition, "HFS")
            .SetText(DicomTags.SeriesInstanceUID, Uid("series"))
            .SetNumbers(DicomTags.SeriesNumber, 2)
            .SetNumbers(DicomTags.AcquisitionNumber, 1)
            .SetText(DicomTags.FrameOfReferenceUID, Uid("frame of reference"))
            .SetText(DicomTags.PositionReferenceIndicator, _habits.PositionReference);
    }

    private void SetImage(DicomDataSet dataSet, int slice)
    {
        var geometry = ct.Geometry;
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
            .SetNumbers(DicomTags.ImageOrientationPatient, [.. new[] { row.X, row.Y, row.Z, column.X, column.Y, column.Z }.Select(value => Math.Round(value, 7))])
            .SetNumbers(DicomTags.SliceLocation, origin.Z)
            .SetText(DicomTags.ImageComments, study.Comment);
    }

    private void SetPixels(DicomDataSet dataSet, int slice)
    {
        var geometry = ct.Geometry;
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
        var hu = ct.Slice(slice);
        var cells = new short[hu.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = _habits.Padding is { } padding && hu[i] == CtVolume.Air
                ? padding
                : (short)(hu[i] - MakerHabits.RescaleIntercept);
        return cells;
    }

    private string Uid(string role) => DicomUid.FromSeed($"{study.Identity} {role}");
}
