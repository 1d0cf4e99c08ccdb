namespace PatchFcn.Training.Sampling;

/// <summary>Seeds made from numbers, the same on every machine and in every run.</summary>
internal static class HashCodes
{
    /// <summary>A seed that changes altogether with either number (the finalizer of MurmurHash3).</summary>
    public static int Mix(int seed, long index)
    {
        var hash = unchecked((ulong)index * 0x9E3779B97F4A7C15 + (uint)seed);
        hash = (hash ^ hash >> 33) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ hash >> 33) * 0xC4CEB9FE1A85EC53;
        return (int)(hash ^ hash >> 33);
    }
}
