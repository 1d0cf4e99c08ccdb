namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>A precinct (B.6): what the packets of one layer each tell of.</summary>
/// <param name="Resolution">Its resolution.</param>
/// <param name="X">Where it starts on the reference grid, for progressions by position.</param>
/// <param name="Y">The same from top to bottom.</param>
/// <param name="Bands">Its parts in the subbands of the resolution.</param>
internal sealed record Precinct(int Resolution, long X, long Y, PrecinctBand[] Bands)
{
    /// <summary>Layers whose packets have been read.</summary>
    public int Layers { get; set; }
}

/// <summary>The code-blocks of a precinct in one subband (ITU-T T.800 B.7). Each is made when a packet includes it: a few bytes may stand for very many that none does.</summary>
internal sealed class PrecinctBand
{
    private readonly Area _area;
    private readonly Partition _partition;
    private readonly int _exponentX;
    private readonly int _exponentY;
    private readonly int _stride;

    /// <summary>Divides an area of a subband into code-blocks of at most the given size. <paramref name="stride"/> is the width of the tile.</summary>
    public PrecinctBand(Subband band, Area area, int exponentX, int exponentY, int stride)
    {
        (Band, _area, _exponentX, _exponentY, _stride) = (band, area, exponentX, exponentY, stride);
        _partition = Partition.Of(area, exponentX, exponentY);
        Blocks = new CodeBlock?[_partition.Count];
        Inclusion = new(_partition.Columns, _partition.Rows);
        ZeroPlanes = new(_partition.Columns, _partition.Rows);
    }

    public Subband Band { get; }

    public int Columns => _partition.Columns;

    /// <summary>Those that a packet has included.</summary>
    public CodeBlock?[] Blocks { get; }

    /// <summary>The layer in which a code-block comes first (B.10.4).</summary>
    public TagTree Inclusion { get; }

    /// <summary>The bit planes that are zero (B.10.5).</summary>
    public TagTree ZeroPlanes { get; }

    /// <summary>Makes a code-block of so many bit planes.</summary>
    public CodeBlock Include(int index, int planes)
    {
        var area = Partition.Cell(_partition.Left + index % Columns, _partition.Top + index / Columns, _exponentX, _exponentY).Intersect(_area);
        return Blocks[index] = new(Band, Band.Offset + (area.Top - Band.Area.Top) * _stride + area.Left - Band.Area.Left, area.Width, area.Height, planes);
    }
}
