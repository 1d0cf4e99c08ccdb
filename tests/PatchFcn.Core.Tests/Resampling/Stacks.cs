using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Resampling;

/// <summary>Stacks of slices for the tests of this folder.</summary>
internal static class Stacks
{
    /// <summary>Axial slices at the given heights, mm.</summary>
    public static VolumeGeometry Axial(double[] z, int rows = 8, int columns = 8, double spacing = 1) =>
        new(rows, columns, spacing, spacing, new(1, 0, 0), new(0, 1, 0), Array.ConvertAll(z, p => new Vector3D(0, 0, p)), 5);

    /// <summary>Evenly spaced axial slices.</summary>
    public static VolumeGeometry Even(int slices, double gap, int rows = 8, int columns = 8, double spacing = 1) =>
        Axial([.. Enumerable.Range(0, slices).Select(i => i * gap)], rows, columns, spacing);

    /// <summary>Slices tilted about the left-right axis and stacked along the table, as a tilted gantry makes them.</summary>
    public static VolumeGeometry Tilted(double degrees, double tableStep, int slices, int rows, int columns, double spacing)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        var origins = Enumerable.Range(0, slices).Select(i => new Vector3D(0, 0, i * tableStep)).ToArray();
        return new(rows, columns, spacing, spacing, new(1, 0, 0), new(0, cos, sin), origins, tableStep);
    }

    /// <summary>A mask of every voxel.</summary>
    public static VoxelMask Everything(VolumeGeometry geometry)
    {
        var mask = new VoxelMask(geometry);
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    mask[slice, row, column] = true;
        return mask;
    }
}
