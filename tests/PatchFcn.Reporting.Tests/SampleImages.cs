using PatchFcn.Core.Volumes;
using PatchFcn.Reporting.Images;

namespace PatchFcn.Reporting.Tests;

/// <summary>Small made-up studies.</summary>
internal static class SampleImages
{
    public static readonly Vector3D Left = new(1, 0, 0);
    public static readonly Vector3D Back = new(0, 1, 0);
    public static readonly string[] Classes = ["sdh", "edh", "iph", "sah-ivh"];

    /// <summary>An axial geometry of square slices, 200 mm wide.</summary>
    public static VolumeGeometry Axial(int side = 64, int slices = 3, Vector3D? rowDirection = null, Vector3D? columnDirection = null) => new(
        side,
        side,
        200.0 / side,
        200.0 / side,
        rowDirection ?? Left,
        columnDirection ?? Back,
        [.. Enumerable.Range(0, slices).Select(i => new Vector3D(0, 0, 5 * i))],
        5);

    /// <summary>Grey matter of 36 HU everywhere, a brain in the middle, and a block of each given label on the slice of the same number.</summary>
    public static StudyImages Study(VolumeGeometry geometry, params byte[] labelOfSlice)
    {
        var ct = new CtVolume(geometry);
        ct.Voxels.Fill(36);
        var brain = new VoxelMask(geometry);
        var labels = new LabelVolume(geometry);
        var quarter = geometry.Rows / 4;
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = quarter; row < 3 * quarter; row++)
                for (var column = quarter; column < 3 * quarter; column++)
                {
                    brain[slice, row, column] = true;
                    if (slice < labelOfSlice.Length && row < 2 * quarter && column < 2 * quarter)
                        labels[slice, row, column] = labelOfSlice[slice];
                }
        return new StudyImages(ct, brain, labels, Classes);
    }
}
