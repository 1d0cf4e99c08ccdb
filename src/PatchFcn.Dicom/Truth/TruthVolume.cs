using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;

namespace PatchFcn.Dicom.Truth;

/// <summary>Reads label volumes and lays them on the study they belong to.</summary>
public static class TruthVolume
{
    /// <summary>The file is no label volume.</summary>
    public const string Unreadable = "truthUnreadable";

    /// <summary>The label volume does not lie on the slices that were analysed.</summary>
    public const string Misplaced = "truthMisplaced";

    /// <summary>A segment of the label volume names no class.</summary>
    public const string UnknownClass = "truthUnknownClass";

    /// <summary>The table says that there is blood and the label volume that there is none, or the other way round.</summary>
    public const string Contradicts = "truthContradictsTable";

    /// <summary>How far, in voxels, corners of both volumes may lie apart: rounding of files, not another position.</summary>
    internal const double Tolerance = 0.5;

    /// <summary>The labels of a study; null with the name of what is wrong where they do not fit it.</summary>
    /// <param name="path">A NIfTI file, <c>.nii.gz</c>, of labels 1 to 4 in the order of the classes, or a DICOM segmentation, <c>.dcm</c>.</param>
    /// <param name="study">Where the voxels of the study lie. Programs that draw on NIfTI turn rows or columns round; that is undone.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (LabelVolume? Labels, string? Problem) Read(string path, VolumeGeometry study)
    {
        using var file = File.OpenRead(path);
        try
        {
            return path.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase)
                ? SegmentationReader.Read(file, study)
                : LayOn(NiftiReader.ReadGzip(file).ToLabels(), study) is { } labels ? (labels, null) : (null, Misplaced);
        }
        catch (Exception exception) when (exception is InvalidDataException or DicomFormatException)
        {
            return (null, Unreadable);
        }
    }

    private static LabelVolume? LayOn(LabelVolume truth, VolumeGeometry study)
    {
        var own = truth.Geometry;
        if ((own.SliceCount, own.Rows, own.Columns) != (study.SliceCount, study.Rows, study.Columns))
            return null;
        foreach (var turnRows in new[] { false, true })
            foreach (var turnColumns in new[] { false, true })
                if (IsPlacedOn(own, study, turnRows, turnColumns))
                    return Turn(truth, study, turnRows, turnColumns);
        return null;
    }

    private static bool IsPlacedOn(VolumeGeometry truth, VolumeGeometry study, bool turnRows, bool turnColumns)
    {
        var (lastRow, lastColumn) = (study.Rows - 1, study.Columns - 1);
        var corners =
            from slice in new[] { 0, study.SliceCount - 1 }
            from row in new[] { 0, lastRow }
            from column in new[] { 0, lastColumn }
            select truth.ToPatient(slice, turnRows ? lastRow - row : row, turnColumns ? lastColumn - column : column) - study.ToPatient(slice, row, column);
        var limit = Tolerance * Math.Max(study.RowSpacing, study.ColumnSpacing);
        return corners.All(apart => apart.Length <= limit);
    }

    private static LabelVolume Turn(LabelVolume truth, VolumeGeometry study, bool turnRows, bool turnColumns)
    {
        var turned = new LabelVolume(study);
        for (var slice = 0; slice < study.SliceCount; slice++)
        {
            for (var row = 0; row < study.Rows; row++)
            {
                var line = turned.Slice(slice).Slice(row * study.Columns, study.Columns);
                truth.Slice(slice).Slice((turnRows ? study.Rows - 1 - row : row) * study.Columns, study.Columns).CopyTo(line);
                if (turnColumns)
                    line.Reverse();
            }
        }
        return turned;
    }
}
