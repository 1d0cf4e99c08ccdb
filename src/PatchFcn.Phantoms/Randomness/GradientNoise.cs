namespace PatchFcn.Phantoms.Randomness;

/// <summary>Band-limited random fields in space (gradient noise on a hashed lattice): smooth, zero on average, about -1 to 1, the same on every machine.</summary>
internal readonly struct GradientNoise(uint seed)
{
    /// <summary>One octave; details are about as large as <paramref name="size"/> mm.</summary>
    internal float At(float x, float y, float z, float size)
    {
        var scale = 1 / size;
        return At(x * scale, y * scale, z * scale);
    }

    internal float At(float x, float y, float z)
    {
        var (ix, iy, iz) = (Floor(x), Floor(y), Floor(z));
        var (fx, fy, fz) = (x - ix, y - iy, z - iz);
        var (u, v, w) = (Fade(fx), Fade(fy), Fade(fz));
        var lower = Lerp(
            Lerp(Gradient(ix, iy, iz, fx, fy, fz), Gradient(ix + 1, iy, iz, fx - 1, fy, fz), u),
            Lerp(Gradient(ix, iy + 1, iz, fx, fy - 1, fz), Gradient(ix + 1, iy + 1, iz, fx - 1, fy - 1, fz), u),
            v);
        var upper = Lerp(
            Lerp(Gradient(ix, iy, iz + 1, fx, fy, fz - 1), Gradient(ix + 1, iy, iz + 1, fx - 1, fy, fz - 1), u),
            Lerp(Gradient(ix, iy + 1, iz + 1, fx, fy - 1, fz - 1), Gradient(ix + 1, iy + 1, iz + 1, fx - 1, fy - 1, fz - 1), u),
            v);
        return Lerp(lower, upper, w);
    }

    private static int Floor(float value) => (int)value - (value < (int)value ? 1 : 0);

    private static float Fade(float t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static float Lerp(float a, float b, float t) => a + (b - a) * t;

    private float Gradient(int x, int y, int z, float fx, float fy, float fz)
    {
        var hash = Hash(x, y, z);
        // Twelve edges of a cube, four of them twice (Perlin 2002).
        var u = (hash & 8) == 0 ? fx : fy;
        var v = (hash & 12) == 0 ? fy : (hash & 13) == 12 ? fx : fz;
        return ((hash & 1) == 0 ? u : -u) + ((hash & 2) == 0 ? v : -v);
    }

    private uint Hash(int x, int y, int z)
    {
        var hash = seed ^ (uint)x * 0x8DA6B343 ^ (uint)y * 0xD8163841 ^ (uint)z * 0xCB1AB31F;
        hash = (hash ^ hash >> 15) * 0x2C1B3C6D;
        hash = (hash ^ hash >> 12) * 0x297A2D39;
        return hash >> 24;
    }
}
