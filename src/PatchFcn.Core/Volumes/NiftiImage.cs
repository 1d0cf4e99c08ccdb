namespace PatchFcn.Core.Volumes;

/// <summary>A volume read from a NIfTI-1 file.</summary>
/// <param name="Geometry">Where the voxels lie, in DICOM patient coordinates.</param>
/// <param name="Voxels">Values with the file's slope and intercept applied; axis order slice, row, column; the most inferior slice first.</param>
public sealed record NiftiImage(VolumeGeometry Geometry, float[] Voxels)
{
    /// <summary>The voxels as class labels.</summary>
    /// <exception cref="InvalidDataException">A voxel is no whole number from 0 to 255.</exception>
    public LabelVolume ToLabels() => new(Geometry, Array.ConvertAll(
        Voxels,
        value => (byte)value == value ? (byte)value : throw new InvalidDataException("A voxel of the label volume is no whole number from 0 to 255.")));
}
