using CsCheck;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Biomarkers;

/// <summary>Stacks and lesions of known shape.</summary>
internal static class Lesions
{
    private static readonly Vector3D Left = new(1, 0, 0);
    private static readonly Vector3D Back = new(0, 1, 0);

    /// <summary>An axial stack centred on the origin, with the given positions of its slices along z.</summary>
    public static VolumeGeometry Stack(int rows, int columns, double rowMm, double columnMm, params double[] z) =>
        new(rows, columns, rowMm, columnMm, Left, Back,
            Array.ConvertAll(z, position => new Vector3D(-(columns - 1) / 2.0 * columnMm, -(rows - 1) / 2.0 * rowMm, position)), 5);

    /// <summary>Positions of slices from 0 upwards.</summary>
    public static double[] Even(int count, double spacing) => [.. Enumerable.Range(0, count).Select(i => i * spacing)];

    /// <summary>The voxels for which a condition on (slice, row, column) holds; they must be connected runs of at least one voxel.</summary>
    public static Lesion OfVoxels(VolumeGeometry geometry, Func<int, int, int, bool> inside)
    {
        var runs = new List<VoxelRun>();
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                {
                    if (!inside(slice, row, column))
                        continue;
                    var start = column;
                    while (column < geometry.Columns && inside(slice, row, column))
                        column++;
                    runs.Add(new VoxelRun(slice, row, start, column));
                }
        return new Lesion(geometry, 1, runs.ToArray());
    }

    /// <summary>The voxels whose centres satisfy a condition in patient coordinates.</summary>
    public static Lesion OfPoints(VolumeGeometry geometry, Func<Vector3D, bool> inside) =>
        OfVoxels(geometry, (slice, row, column) => inside(geometry.ToPatient(slice, row, column)));

    /// <summary>Whether a point lies in an ellipsoid about the origin.</summary>
    public static Func<Vector3D, bool> Ellipsoid(double x, double y, double z, double centreZ) =>
        p => p.X * p.X / (x * x) + p.Y * p.Y / (y * y) + (p.Z - centreZ) * (p.Z - centreZ) / (z * z) <= 1;

    /// <summary>Pixel sizes of head CTs, mm.</summary>
    public static readonly Gen<double> PixelMm = Gen.Double[0.4, 1.0];
}
