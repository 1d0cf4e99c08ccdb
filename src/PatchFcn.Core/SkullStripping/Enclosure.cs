namespace PatchFcn.Core.SkullStripping;

/// <summary>
/// Finds the pixels of a slice that walls ring: of the eight straight looks along rows, columns and diagonals at most one misses every wall
/// before it meets what lies outside the head or the image border. Scalp and neck are not ringed, and a gap in the skull is seen by few
/// pixels only.
/// </summary>
internal sealed class Enclosure(BitPlane shape)
{
    private readonly ulong[] _seesWall = new ulong[shape.Length];
    private readonly ulong[] _missedOnce = new ulong[shape.Length];

    /// <param name="walls">Where a look ends well.</param>
    /// <param name="inside">Through which a look passes; outside of it the look ends in vain.</param>
    /// <param name="enclosed">The result, walls included.</param>
    public void Find(ReadOnlySpan<ulong> walls, ReadOnlySpan<ulong> inside, Span<ulong> enclosed)
    {
        _missedOnce.AsSpan().Clear();
        var missedTwice = enclosed;
        missedTwice.Clear();
        for (var rowStep = -1; rowStep <= 1; rowStep++)
            for (var columnStep = -1; columnStep <= 1; columnStep++)
            {
                if (rowStep == 0 && columnStep == 0)
                    continue;
                if (rowStep == 0)
                    LookAlongRows(walls, inside, columnStep);
                else
                    LookAcrossRows(walls, inside, rowStep, columnStep);
                CountMisses(missedTwice);
            }
        shape.Invert(missedTwice);
    }

    private void LookAlongRows(ReadOnlySpan<ulong> walls, ReadOnlySpan<ulong> inside, int columnStep)
    {
        var seesWall = _seesWall.AsSpan();
        walls.CopyTo(seesWall);
        for (var row = 0; row < shape.Rows; row++)
            if (columnStep > 0)
                RowFill.TowardsHigh(shape.Row(seesWall, row), shape.Row(inside, row));
            else
                RowFill.TowardsLow(shape.Row(seesWall, row), shape.Row(inside, row));
    }

    private void LookAcrossRows(ReadOnlySpan<ulong> walls, ReadOnlySpan<ulong> inside, int rowStep, int columnStep)
    {
        Span<ulong> carried = stackalloc ulong[shape.WordsPerRow];
        carried.Clear();
        for (var i = 0; i < shape.Rows; i++)
        {
            var row = rowStep > 0 ? i : shape.Rows - 1 - i;
            var seen = shape.Row(_seesWall.AsSpan(), row);
            shape.Row(inside, row).CopyTo(seen);
            BitPlane.And(seen, carried);
            BitPlane.Or(seen, shape.Row(walls, row));
            carried.Clear();
            BitPlane.OrMoved(seen, columnStep, carried);
        }
    }

    private void CountMisses(Span<ulong> missedTwice)
    {
        for (var i = 0; i < missedTwice.Length; i++)
        {
            missedTwice[i] |= _missedOnce[i] & ~_seesWall[i];
            _missedOnce[i] |= ~_seesWall[i];
        }
    }
}
