namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>A tile, divided into resolutions, subbands, precincts and code-blocks (ITU-T T.800 annex B).</summary>
internal sealed class Tile
{
    private const int MostBitPlanes = 30;

    private readonly ComponentStyle _style;

    /// <summary>Divides a tile. A tile with more packets than bytes is refused before any is made.</summary>
    public Tile(Area area, TileData data)
    {
        Area = area;
        Data = data;
        _style = data.Header.Component;
        Resolutions = [.. Enumerable.Range(0, _style.Levels + 1).Select(r => area.Decompose(_style.Levels - r))];
        var packets = Enumerable.Range(0, Resolutions.Length).Sum(r => PrecinctsOf(r).Count) * data.Header.Style.Layers;
        if (packets > data.Parts.Sum(part => part.End.Value - part.Start.Value))
            throw Jpeg2000Decoder.Damaged("lacks packets");
        Precincts = [.. Enumerable.Range(0, Resolutions.Length).SelectMany(MakePrecincts)];
    }

    /// <summary>Its area on the reference grid.</summary>
    public Area Area { get; }

    /// <summary>Its headers and bytes.</summary>
    public TileData Data { get; }

    /// <summary>The area of each resolution, the lowest first.</summary>
    public Area[] Resolutions { get; }

    /// <summary>The precincts of each resolution in raster order.</summary>
    public Precinct[] Precincts { get; }

    /// <summary>The code-blocks that packets have included.</summary>
    public IEnumerable<CodeBlock> Blocks => Precincts.SelectMany(precinct => precinct.Bands).SelectMany(band => band.Blocks).OfType<CodeBlock>();

    private Partition PrecinctsOf(int resolution) => Partition.Of(Resolutions[resolution], PrecinctX(resolution), PrecinctY(resolution));

    private int PrecinctX(int resolution) => _style.Precincts[resolution] & 0x0F;

    private int PrecinctY(int resolution) => _style.Precincts[resolution] >> 4;

    private IEnumerable<Precinct> MakePrecincts(int resolution)
    {
        var partition = PrecinctsOf(resolution);
        if (partition.Count == 0)
            yield break;
        var bands = MakeBands(resolution);
        // Subbands have half the samples of the resolution, but for the lowest, which is its own.
        var halved = resolution == 0 ? 0 : 1;
        var (exponentX, exponentY) = (PrecinctX(resolution) - halved, PrecinctY(resolution) - halved);
        var reduction = _style.Levels - resolution;
        for (var row = partition.Top; row < partition.Top + partition.Rows; row++)
            for (var column = partition.Left; column < partition.Left + partition.Columns; column++)
            {
                var area = Partition.Cell(column, row, exponentX, exponentY);
                yield return new Precinct(resolution, Math.Max(Area.Left, (long)column << (PrecinctX(resolution) + reduction)),
                    Math.Max(Area.Top, (long)row << (PrecinctY(resolution) + reduction)), Array.ConvertAll(bands, band =>
                        new PrecinctBand(band, area.Intersect(band.Area), Math.Min(_style.BlockX, exponentX), Math.Min(_style.BlockY, exponentY), Area.Width)));
            }
    }

    private Subband[] MakeBands(int resolution)
    {
        if (resolution == 0)
            return [MakeBand(0, 0, 0)];
        return [MakeBand(resolution, 1, 0), MakeBand(resolution, 0, 1), MakeBand(resolution, 1, 1)];
    }

    private Subband MakeBand(int resolution, int highX, int highY)
    {
        var lower = resolution == 0 ? default : Resolutions[resolution - 1];
        var index = resolution == 0 ? 0 : 3 * (resolution - 1) + highX + 2 * highY;
        var planes = Data.Header.Quantization.BitPlanes(index);
        if (planes is < 0 or > MostBitPlanes)
            throw Jpeg2000Decoder.Damaged("has more bit planes than its samples could");
        var levels = resolution == 0 ? _style.Levels : _style.Levels - resolution + 1;
        return new(Area.Decompose(levels, highX, highY), highY * lower.Height * Area.Width + highX * lower.Width, planes, CodingContexts.OfZeros(highX, highY));
    }
}
