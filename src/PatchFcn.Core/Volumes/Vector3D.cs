namespace PatchFcn.Core.Volumes;

/// <summary>
/// A point or a direction in the DICOM patient coordinate system, in mm: +x towards the patient's left, +y towards the
/// back, +z towards the head (PS3.3 C.7.6.2.1.1).
/// </summary>
public readonly record struct Vector3D(double X, double Y, double Z)
{
    /// <summary>Euclidean length in mm.</summary>
    public double Length => Math.Sqrt(Dot(this, this));

    /// <summary>The sum of two vectors.</summary>
    public static Vector3D operator +(Vector3D a, Vector3D b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>The vector from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static Vector3D operator -(Vector3D a, Vector3D b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>The vector scaled by <paramref name="factor"/>.</summary>
    public static Vector3D operator *(Vector3D a, double factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    /// <summary>The scalar product.</summary>
    public static double Dot(Vector3D a, Vector3D b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    /// <summary>The right-handed cross product.</summary>
    public static Vector3D Cross(Vector3D a, Vector3D b) =>
        new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    /// <summary>The vector of length 1 in the same direction; a unit vector as it is, to the last bit, so that a geometry that is written and read again remains the same.</summary>
    /// <exception cref="InvalidOperationException">The vector has no length.</exception>
    public Vector3D Normalized()
    {
        // Twelve roundings of 2^-53 at most part the squared length of a normalized vector from 1.
        const double Rounding = 16 / 9007199254740992.0;
        if (Math.Abs(Dot(this, this) - 1) <= Rounding)
            return this;
        return Length > 0 ? this * (1 / Length) : throw new InvalidOperationException("A vector without length has no direction.");
    }
}
