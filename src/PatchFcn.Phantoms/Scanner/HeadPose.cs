using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// Turns head coordinates (mm; +x left, +y front, +z up) into the scanner's (mm; DICOM directions: +x left, +y back, +z towards the head; origin in the middle of
/// the skull) and back.
/// </summary>
internal sealed class HeadPose
{
    private static readonly Vector3 Pivot = new(0, -16, 8);
    private readonly Vector3 _rowX;
    private readonly Vector3 _rowY;
    private readonly Vector3 _rowZ;

    internal HeadPose(PoseSpec spec)
    {
        var (sinP, cosP) = ((float)ExactMath.SinDegrees(spec.PitchDegrees), (float)ExactMath.CosDegrees(spec.PitchDegrees));
        var (sinR, cosR) = ((float)ExactMath.SinDegrees(spec.RollDegrees), (float)ExactMath.CosDegrees(spec.RollDegrees));
        var (sinY, cosY) = ((float)ExactMath.SinDegrees(spec.YawDegrees), (float)ExactMath.CosDegrees(spec.YawDegrees));
        // Yaw about z after roll about y after pitch about x; rows give the scanner's x, front and z.
        _rowX = new Vector3(cosY * cosR, cosY * sinR * sinP - sinY * cosP, cosY * sinR * cosP + sinY * sinP);
        _rowY = new Vector3(sinY * cosR, sinY * sinR * sinP + cosY * cosP, sinY * sinR * cosP - cosY * sinP);
        _rowZ = new Vector3(-sinR, cosR * sinP, cosR * cosP);
    }

    internal Vector3 ToScanner(Vector3 head)
    {
        var d = head - Pivot;
        return new Vector3(Sdf.Dot(_rowX, d), -Sdf.Dot(_rowY, d), Sdf.Dot(_rowZ, d));
    }

    internal Vector3 ToHead(Vector3 scanner) => DirectionToHead(scanner) + Pivot;

    internal Vector3 DirectionToHead(Vector3 scanner) => _rowX * scanner.X - _rowY * scanner.Y + _rowZ * scanner.Z;
}
