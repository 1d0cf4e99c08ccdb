using PatchFcn.Core.Volumes;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Reads label volumes and holds them against the study they belong to.</summary>
internal static class TruthVolume
{
    /// <summary>The file is no label volume.</summary>
    public const string Unreadable = "truthUnreadable";

    /// <summary>The label volume does not lie on the slices that were analysed.</summary>
    public const string Misplaced = "truthMisplaced";

    /// <summary>The table says that there is blood and the label volume that there is none, or the other way round.</summary>
    public const string Contradicts = "truthContradictsTable";

    /// <summary>How far, in voxels, corners of both volumes may lie apart: rounding of files, not another position.</summary>
    private const double Tolerance = 0.5;

    /// <summary>The labels of a study; null with the name of what is wrong where they do not fit it.</summary>
    /// <param name="path">The <c>.nii.gz</c> file.</param>
    /// <param name="study">Where the voxels of the study lie.</param>
    public static (LabelVolume? Labels, string? Problem) Read(string path, VolumeGeometry study)
    {
        try
        {
            using var file = File.OpenRead(path);
            var labels = NiftiReader.ReadGzip(file).ToLabels();
            return IsPlacedOn(labels.Geometry, study) ? (labels, null) : (null, Misplaced);
        }
        catch (InvalidDataException)
        {
            return (null, Unreadable);
        }
    }

    private static bool IsPlacedOn(VolumeGeometry truth, VolumeGeometry study)
    {
        if ((truth.SliceCount, truth.Rows, truth.Columns) != (study.SliceCount, study.Rows, study.Columns))
            return false;
        var limit = Tolerance * Math.Max(study.RowSpacing, study.ColumnSpacing);
        return Corners(truth).Zip(Corners(study)).All(pair => (pair.First - pair.Second).Length <= limit);
    }

    private static IEnumerable<Vector3D> Corners(VolumeGeometry geometry) =>
        from slice in new[] { 0, geometry.SliceCount - 1 }
        from row in new[] { 0, geometry.Rows - 1 }
        from column in new[] { 0, geometry.Columns - 1 }
        select geometry.ToPatient(slice, row, column);
}
