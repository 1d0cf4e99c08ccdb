namespace PatchFcn.Core.SkullStripping;

/// <summary>Takes a set of pixels of one slice apart into its connected regions. Keeps its buffers from call to call.</summary>
internal sealed class Regions(BitPlane shape)
{
    private readonly ulong[] _rest = new ulong[shape.Length];
    private readonly ulong[] _region = new ulong[shape.Length];

    /// <summary>
    /// Adds to <paramref name="kept"/> every region of <paramref name="open"/> of which at least this share (0..1, above 0) lies within
    /// <paramref name="support"/>.
    /// </summary>
    public void KeepSupported(ReadOnlySpan<ulong> open, ReadOnlySpan<ulong> support, double share, Span<ulong> kept)
    {
        support.CopyTo(_rest);
        BitPlane.And(_rest, open);
        while (Next(open))
            if (BitPlane.CountBoth(_region, support) >= share * BitPlane.Count(_region))
                BitPlane.Or(kept, _region);
    }

    /// <summary>Puts the largest region of <paramref name="open"/> into <paramref name="largest"/>.</summary>
    public void KeepLargest(ReadOnlySpan<ulong> open, Span<ulong> largest)
    {
        var most = 0;
        open.CopyTo(_rest);
        while (Next(open))
        {
            var size = BitPlane.Count(_region);
            if (size <= most)
                continue;
            most = size;
            _region.CopyTo(largest);
        }
    }

    private bool Next(ReadOnlySpan<ulong> open)
    {
        var word = _rest.AsSpan().IndexOfAnyExcept(0UL);
        if (word < 0)
            return false;
        _region.AsSpan().Clear();
        _region[word] = _rest[word] & (~_rest[word] + 1);
        Flood.Grow(shape, _region, open);
        BitPlane.AndNot(_rest, _region);
        return true;
    }
}
