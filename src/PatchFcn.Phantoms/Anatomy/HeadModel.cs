using PatchFcn.Phantoms.Scanner;

namespace PatchFcn.Phantoms.Anatomy;

/// <summary>A head as voxels: density, fluid, compartment, and the blood in it. Built once for each phantom, then cut into slices.</summary>
internal sealed class HeadModel
{
    /// <summary>Stored densities are HU × 8, which keeps soft edges soft in 16 bits.</summary>
    internal const float Precision = 8;

    private HeadModel(VoxelGrid grid)
    {
        Grid = grid;
        Density = new short[grid.Length];
        Fluid = new byte[grid.Length];
        Compartments = new Compartment[grid.Length];
        Blood = new byte[grid.Length];
        Labels = new byte[grid.Length];
    }

    internal VoxelGrid Grid { get; }

    /// <summary>HU × <see cref="Precision"/>.</summary>
    internal short[] Density { get; }

    /// <summary>Share of cerebrospinal fluid, 0 to 255.</summary>
    internal byte[] Fluid { get; }

    internal Compartment[] Compartments { get; }

    /// <summary>Share of acute blood, 0 to 255.</summary>
    internal byte[] Blood { get; }

    /// <summary>Label of the acute blood; 0 where there is none.</summary>
    internal byte[] Labels { get; }

    /// <summary>Voxelises the part of a head that the scan covers.</summary>
    internal static HeadModel Build(HeadAnatomy anatomy, HeadPose pose, ScanRange range, float voxelMm, CancellationToken cancellation)
    {
        var model = new HeadModel(range.Cover(pose, voxelMm));
        Parallel.For(0, model.Grid.CountZ, new ParallelOptions { CancellationToken = cancellation }, z => model.FillPlane(anatomy, pose, range, z));
        return model;
    }

    private void FillPlane(HeadAnatomy anatomy, HeadPose pose, ScanRange range, int z)
    {
        var at = z * Grid.PlaneLength;
        for (var y = 0; y < Grid.CountY; y++)
            for (var (x, air) = (0, 0f); x < Grid.CountX; x++, at++)
            {
                // Nothing is asked where it is known to be air already.
                air -= Grid.VoxelMm;
                var p = Grid.Centre(x, y, z);
                if (air > 0 || !range.Contains(pose.ToScanner(p), 3 * Grid.VoxelMm))
                {
                    Density[at] = (short)(HeadPoint.AirHu * Precision);
                    continue;
                }
                var point = anatomy.At(p, Grid.VoxelMm * 1.15f, out air);
                Density[at] = (short)(point.Hu * Precision);
                Fluid[at] = (byte)(point.Csf * 255);
                Compartments[at] = point.Compartment;
            }
    }
}
