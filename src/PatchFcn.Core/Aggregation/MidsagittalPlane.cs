using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>The plane between the halves of the brain, found from the brain itself, so that a turned or tilted head keeps its left and right.</summary>
/// <param name="Normal">Unit vector perpendicular to the plane, pointing to the patient's left.</param>
/// <param name="OffsetMm">Position of the plane along <paramref name="Normal"/>, mm.</param>
internal sealed record MidsagittalPlane(Vector3D Normal, double OffsetMm)
{
    /// <summary>Distance of a point from the plane, mm: positive on the patient's left, negative on the right.</summary>
    public double LeftwardMm(Vector3D point) => Vector3D.Dot(point, Normal) - OffsetMm;
}
