using System.Numerics;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// The stack of slices in the scanner's coordinates (see <see cref="HeadPose"/>): from below the skull base to above the vertex. A tilted gantry turns the slices
/// about x while the table still moves along z, so the stack is sheared.
/// </summary>
internal sealed class ScanRange
{
    private const float AboveMm = 98;
    private readonly float _sin;
    private readonly float _cos;
    private readonly float _first;
    private readonly float _halfField;
    private readonly ScannerSpec _spec;

    internal ScanRange(ScannerSpec spec, double headScale)
    {
        _spec = spec;
        (_sin, _cos) = ((float)ExactMath.SinDegrees(spec.TiltDegrees), (float)ExactMath.CosDegrees(spec.TiltDegrees));
        _first = (float)(-(spec.CoverageBelowMm + 8) * headScale);
        _halfField = (float)(spec.PixelSpacingMm * (spec.MatrixSize - 1) / 2);
        SliceCount = (int)((AboveMm - 8) * headScale / spec.SliceSpacingMm - _first / spec.SliceSpacingMm) + 1;
    }

    internal int SliceCount { get; }

    /// <summary>Unit vector of increasing row index.</summary>
    internal Vector3 Down => new(0, _cos, _sin);

    /// <summary>Unit vector perpendicular to the slices, pointing up.</summary>
    internal Vector3 Normal => new(0, -_sin, _cos);

    /// <summary>Centre of the first voxel of a slice.</summary>
    internal Vector3 Origin(int slice) => new Vector3(-_halfField, 0, _first + slice * (float)_spec.SliceSpacingMm) - Down * (_halfField - FieldCentreMm);

    // The head is centred in the field front to back: its middle lies a little in front of the pivot.
    private const float FieldCentreMm = -8;

    /// <summary>Whether a point lies in the slab of slices, or within a margin of it.</summary>
    internal bool Contains(Vector3 scanner, float marginMm)
    {
        // Along the table, where the slice through this point stands.
        var z = (-_sin * scanner.Y + _cos * scanner.Z) / _cos;
        var half = (float)_spec.SliceThicknessMm / (2 * _cos) + marginMm;
        return z > _first - half && z < _first + (SliceCount - 1) * (float)_spec.SliceSpacingMm + half;
    }

    /// <summary>The smallest box of voxels in head coordinates that holds the head as far as it is scanned.</summary>
    internal VoxelGrid Cover(HeadPose pose, float voxelMm)
    {
        var low = new Vector3(-100, -136, -150);
        var high = new Vector3(100, 126, 116);
        // Only the height depends on the scan: take the corners of the lowest slice.
        var lowest = high.Z;
        foreach (var x in (ReadOnlySpan<float>)[-95, 95])
            foreach (var y in (ReadOnlySpan<float>)[-115, 125])
            {
                var corner = new Vector3(x, y * _cos, y * _sin + _first - (float)_spec.SliceThicknessMm);
                lowest = MathF.Min(lowest, pose.ToHead(corner).Z);
            }
        return new VoxelGrid(low with { Z = MathF.Max(low.Z, lowest) }, high, voxelMm);
    }

    /// <summary>The geometry as DICOM tells it, the head shifted to where it lies on the table.</summary>
    internal VolumeGeometry ToGeometry(PoseSpec pose)
    {
        var origins = new Vector3D[SliceCount];
        for (var slice = 0; slice < origins.Length; slice++)
        {
            var origin = Origin(slice);
            origins[slice] = new Vector3D(
                Math.Round(origin.X + pose.ShiftX, 4), Math.Round(origin.Y + pose.ShiftY, 4), Math.Round(origin.Z + pose.ShiftZ, 4));
        }
        return new VolumeGeometry(
            _spec.MatrixSize, _spec.MatrixSize, _spec.PixelSpacingMm, _spec.PixelSpacingMm,
            new Vector3D(1, 0, 0), new Vector3D(0, Down.Y, Down.Z), origins, _spec.SliceThicknessMm);
    }
}
