using System.Runtime.CompilerServices;

namespace PatchFcn.Phantoms.Randomness;

/// <summary>Band-limited random fields in space (gradient noise on a hashed lattice): smooth, zero on average, about -1 to 1, the same on every machine.</summary>
internal readonly struct GradientNoise(uint seed)
{
    private const uint XPrime = 0x8DA6B343;
    private const uint YPrime = 0xD8163841;
    private const uint ZPrime = 0xCB1AB31F;

    // The twelve edges of a cube, four of them twice (Perlin 2002): x, y, z and a zero that rounds the stride up.
    private static ReadOnlySpan<float> Gradients =>
    [
        1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0, 0, 1, 0, 1, 0, -1, 0, 1, 0, 1, 0, -1, 0, -1, 0, -1, 0,
        0, 1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0, 1, 1, 0, 0, -1, 1, 0, 0, 0, -1, 1, 0, 0, -1, -1, 0,
    ];

    /// <summary>One octave; details are about as large as <paramref name="size"/> mm.</summary>
    internal float At(float x, float y, float z, float size)
    {
        var scale = 1 / size;
        return At(x * scale, y * scale, z * scale);
    }

    internal float At(float x, float y, float z)
    {
        var (floorX, floorY, floorZ) = (MathF.Floor(x), MathF.Floor(y), MathF.Floor(z));
        var (fx, fy, fz) = (x - floorX, y - floorY, z - floorZ);
        var (u, v, w) = (Fade(fx), Fade(fy), Fade(fz));
        var (x0, y0, z0) = ((uint)(int)floorX * XPrime, (uint)(int)floorY * YPrime, (uint)(int)floorZ * ZPrime ^ seed);
        var (x1, y1, z1) = (x0 + XPrime, y0 + YPrime, ((uint)(int)floorZ + 1) * ZPrime ^ seed);
        var lower = Lerp(
            Lerp(Corner(x0 ^ y0 ^ z0, fx, fy, fz), Corner(x1 ^ y0 ^ z0, fx - 1, fy, fz), u),
            Lerp(Corner(x0 ^ y1 ^ z0, fx, fy - 1, fz), Corner(x1 ^ y1 ^ z0, fx - 1, fy - 1, fz), u),
            v);
        var upper = Lerp(
            Lerp(Corner(x0 ^ y0 ^ z1, fx, fy, fz - 1), Corner(x1 ^ y0 ^ z1, fx - 1, fy, fz - 1), u),
            Lerp(Corner(x0 ^ y1 ^ z1, fx, fy - 1, fz - 1), Corner(x1 ^ y1 ^ z1, fx - 1, fy - 1, fz - 1), u),
            v);
        return Lerp(lower, upper, w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fade(float t) => t * t * t * (t * (t * 6 - 15) + 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lerp(float a, float b, float t) => a + (b - a) * t;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Corner(uint hash, float fx, float fy, float fz)
    {
        hash = (hash ^ hash >> 15) * 0x2C1B3C6D;
        hash = (hash ^ hash >> 12) * 0x297A2D39;
        var gradient = Gradients.Slice((int)(hash >> 28) * 4, 4);
        return gradient[0] * fx + gradient[1] * fy + gradient[2] * fz;
    }
}
