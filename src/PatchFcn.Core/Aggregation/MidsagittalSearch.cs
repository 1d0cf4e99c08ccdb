using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>
/// Finds the plane near the patient's x axis about which the brain mask is most symmetric: some thousand brain points are mirrored and looked up in the
/// mask. A one-sided bleed is part of the mask and a defect is small beside it, so neither moves the plane far.
/// </summary>
internal static class MidsagittalSearch
{
    private const int Points = 8000;

    /// <summary>Score given up per squared radian of turn: settles shapes that are symmetric about many planes, moves no other.</summary>
    private const double TurnPenalty = 0.02;

    /// <summary>The most symmetric plane; null for an empty mask.</summary>
    public static MidsagittalPlane? Find(VoxelMask brain, VolumeGeometry geometry)
    {
        var mirror = new MaskMirror(brain, geometry, Points);
        if (mirror.PointCount == 0)
            return null;
        var pose = CoarseSearch(mirror, every: 10);
        pose = Refine(mirror, pose, firstStep: 5, lastStep: 1.25, every: 4);
        pose = Refine(mirror, pose, firstStep: 1.25, lastStep: 0.3, every: 1);
        var normal = pose.Normal;
        return new MidsagittalPlane(normal, Vector3D.Dot(mirror.Centroid, normal) + pose.ShiftMm);
    }

    /// <summary>Tries the whole range.</summary>
    private static Pose CoarseSearch(MaskMirror mirror, int every)
    {
        var (best, bestScore) = (default(Pose), double.NegativeInfinity);
        for (var yaw = -42; yaw <= 42; yaw += 10)
            for (var roll = -32; roll <= 32; roll += 10)
                for (var shift = -10; shift <= 10; shift += 5)
                    Consider(mirror, new Pose(yaw, roll, shift), every, ref best, ref bestScore);
        return best;
    }

    /// <summary>Walks to the best neighbour until none is better, then halves the steps, which are in degrees and half of it in mm.</summary>
    private static Pose Refine(MaskMirror mirror, Pose best, double firstStep, double lastStep, int every)
    {
        var bestScore = Score(mirror, best, every);
        for (var step = firstStep; step > lastStep;)
        {
            var start = best;
            foreach (var sign in (ReadOnlySpan<int>)[-1, 1])
            {
                Consider(mirror, start with { YawDegrees = start.YawDegrees + sign * step }, every, ref best, ref bestScore);
                Consider(mirror, start with { RollDegrees = start.RollDegrees + sign * step }, every, ref best, ref bestScore);
                Consider(mirror, start with { ShiftMm = start.ShiftMm + sign * step / 2 }, every, ref best, ref bestScore);
            }
            if (best == start)
                step /= 2;
        }
        return best;
    }

    private static void Consider(MaskMirror mirror, Pose pose, int every, ref Pose best, ref double bestScore)
    {
        var score = Score(mirror, pose, every);
        if (score > bestScore)
            (best, bestScore) = (pose, score);
    }

    private static double Score(MaskMirror mirror, Pose pose, int every)
    {
        var (yaw, roll) = (double.DegreesToRadians(pose.YawDegrees), double.DegreesToRadians(pose.RollDegrees));
        return mirror.Symmetry(pose.Normal, pose.ShiftMm, every) - TurnPenalty * (yaw * yaw + roll * roll);
    }

    /// <summary>A plane through the brain's centroid, turned about the patient's long axis (yaw) and from front to back (roll), then shifted.</summary>
    private readonly record struct Pose(double YawDegrees, double RollDegrees, double ShiftMm)
    {
        public Vector3D Normal
        {
            get
            {
                var (sinYaw, cosYaw) = Math.SinCos(double.DegreesToRadians(YawDegrees));
                var (sinRoll, cosRoll) = Math.SinCos(double.DegreesToRadians(RollDegrees));
                return new Vector3D(cosYaw * cosRoll, sinYaw * cosRoll, sinRoll);
            }
        }
    }
}
