using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Tests.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Aggregation;

/// <summary>
/// A brain of about 1.4 L in head coordinates (x left, y back, z up; mm): broader behind, with frontal lobes, two temporal lobes and a posterior fossa, which can be turned
/// in a scanner and given bleeds.
/// </summary>
/// <param name="yawDegrees">Turn of the head about the scanner's long axis.</param>
/// <param name="rollDegrees">Tilt of the head towards a shoulder.</param>
/// <param name="shiftMm">Distance of the head from the middle of the scanner, to the left.</param>
internal sealed class HeadPhantom(double yawDegrees, double rollDegrees, double shiftMm)
{
    private readonly Vector3D _left = Turn(new Vector3D(1, 0, 0), yawDegrees, rollDegrees);
    private readonly Vector3D _back = Turn(new Vector3D(0, 1, 0), yawDegrees, rollDegrees);
    private readonly Vector3D _up = Turn(new Vector3D(0, 0, 1), yawDegrees, rollDegrees);

    /// <summary>Scanner coordinates of a point of the head.</summary>
    public Vector3D InScanner(Vector3D head) => _left * head.X + _back * head.Y + _up * head.Z + new Vector3D(shiftMm, 0, 0);

    /// <summary>The brain as a mask.</summary>
    public VoxelMask Brain(VolumeGeometry geometry) => Paint(geometry, IsBrain);

    /// <summary>All voxels of the brain within a distance of a point of the head.</summary>
    public VoxelMask Ball(VolumeGeometry geometry, Vector3D centre, double radiusMm) =>
        Paint(geometry, p => IsBrain(p) && (p - centre).Length <= radiusMm);

    /// <summary>A stack around the scanner's middle that holds the whole brain.</summary>
    /// <param name="spacing">Distance of the slices along the table, mm.</param>
    /// <param name="tiltDegrees">Gantry tilt.</param>
    /// <param name="mirrored">Columns count from the patient's left, rows from the back, as in a scan lying face down.</param>
    /// <param name="pixelMm">Side of a pixel, mm.</param>
    public static VolumeGeometry Stack(double spacing, double tiltDegrees = 0, bool mirrored = false, double pixelMm = 1.9)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        var row = new Vector3D(mirrored ? -1 : 1, 0, 0);
        var column = new Vector3D(0, cos, sin) * (mirrored ? -1 : 1);
        var half = (int)(110 / pixelMm);
        var corner = row * (-half * pixelMm) + column * (-half * pixelMm);
        var origins = Lesions.Even((int)(200 / spacing), spacing).Select(z => corner + new Vector3D(0, 0, z - 105)).ToArray();
        return new VolumeGeometry(2 * half + 1, 2 * half + 1, pixelMm, pixelMm, row, column, origins, spacing);
    }

    /// <summary>The study of a binary model that marks exactly the given voxels, with one patch over everything.</summary>
    public LabelledStudy Study(VolumeGeometry geometry, params VoxelMask[] bleeds)
    {
        var (volume, labels, map) = (new CtVolume(geometry), new LabelVolume(geometry), new ProbabilityMap(geometry));
        volume.Voxels.Fill(60);
        foreach (var bleed in bleeds)
            for (var slice = 0; slice < geometry.SliceCount; slice++)
                for (var row = 0; row < geometry.Rows; row++)
                    for (var column = 0; column < geometry.Columns; column++)
                        if (bleed[slice, row, column])
                            (labels[slice, row, column], map.Slice(slice)[row * geometry.Columns + column]) = (1, 200);
        var patches = Enumerable.Range(0, geometry.SliceCount).Select(slice => new ScoredPatch(slice, 0, 0, geometry.Rows, [0.9f])).ToList();
        return new LabelledStudy(volume, Brain(geometry), labels, map, patches, AsAcquired.Placement(geometry), [HemorrhageClass.Any]);
    }

    private static bool IsBrain(Vector3D p)
    {
        var side = p.X / (66 + p.Y * 0.08);
        if (side * side + p.Y * p.Y / (84 * 84.0) + p.Z * p.Z / (72 * 72.0) > 1)
            return false;
        var floor = p.Y < -35 ? -15 : p.Y < 15 ? (Math.Abs(p.X) > 18 ? -38 : -20) : -58;
        return p.Z >= floor;
    }

    private VoxelMask Paint(VolumeGeometry geometry, Func<Vector3D, bool> inside)
    {
        var mask = new VoxelMask(geometry);
        for (var slice = 0; slice < mask.Slices; slice++)
            for (var row = 0; row < mask.Rows; row++)
                for (var column = 0; column < mask.Columns; column++)
                    if (inside(InHead(geometry.ToPatient(slice, row, column))))
                        mask[slice, row, column] = true;
        return mask;
    }

    private Vector3D InHead(Vector3D scanner)
    {
        var p = scanner - new Vector3D(shiftMm, 0, 0);
        return new Vector3D(Vector3D.Dot(p, _left), Vector3D.Dot(p, _back), Vector3D.Dot(p, _up));
    }

    /// <summary>Roll about the y axis, then yaw about the z axis.</summary>
    private static Vector3D Turn(Vector3D v, double yawDegrees, double rollDegrees)
    {
        var (sinRoll, cosRoll) = Math.SinCos(double.DegreesToRadians(rollDegrees));
        var (sinYaw, cosYaw) = Math.SinCos(double.DegreesToRadians(yawDegrees));
        var rolled = new Vector3D(v.X * cosRoll - v.Z * sinRoll, v.Y, v.X * sinRoll + v.Z * cosRoll);
        return new Vector3D(rolled.X * cosYaw - rolled.Y * sinYaw, rolled.X * sinYaw + rolled.Y * cosYaw, rolled.Z);
    }
}
