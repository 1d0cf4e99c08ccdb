using PatchFcn.Core.Volumes;

namespace PatchFcn.Workflow.Hosting;

/// <summary>
/// The head of the self-test, the same always: an ellipsoid of brain (35 HU) in a skull of 7 mm (1000 HU), with a ball of 48 HU in the middle of its left side. 30 slices of 5 mm, 88 × 88 pixels of 2 mm.
/// </summary>
internal static class SelfTestHead
{
    private const int Slices = 30;
    private const int Side = 88;
    private const double PixelMm = 2;
    private const double SliceMm = 5;
    private const double SkullMm = 7;
    private const double BallMm = 8;

    private static readonly Vector3D Brain = new(62, 78, 65);
    private static readonly Vector3D Ball = new(28, 0, 0);

    /// <summary>Makes it.</summary>
    public static CtVolume Create()
    {
        var origin = new Vector3D(-PixelMm * (Side - 1) / 2, -PixelMm * (Side - 1) / 2, -SliceMm * (Slices - 1) / 2);
        var geometry = new VolumeGeometry(
            Side, Side, PixelMm, PixelMm, new(1, 0, 0), new(0, 1, 0), [.. Enumerable.Range(0, Slices).Select(slice => origin + new Vector3D(0, 0, slice * SliceMm))], SliceMm);
        var head = new CtVolume(geometry);
        for (var slice = 0; slice < Slices; slice++)
            for (var row = 0; row < Side; row++)
                for (var column = 0; column < Side; column++)
                    head[slice, row, column] = HuAt(geometry.ToPatient(slice, row, column));
        return head;
    }

    private static short HuAt(Vector3D p)
    {
        if ((p - Ball).Length < BallMm)
            return 48;
        if (IsWithin(p, Brain))
            return 35;
        return IsWithin(p, Brain + new Vector3D(SkullMm, SkullMm, SkullMm)) ? (short)1000 : CtVolume.Air;
    }

    private static bool IsWithin(Vector3D p, Vector3D halfWidths) => new Vector3D(p.X / halfWidths.X, p.Y / halfWidths.Y, p.Z / halfWidths.Z).Length < 1;
}
