namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The order of the packets of a tile (ITU-T T.800 B.12), for one component.</summary>
internal static class PacketOrder
{
    /// <summary>Each packet by its precinct and layer. One that an earlier progression has brought does not come again (B.12.2).</summary>
    public static IEnumerable<(Precinct Precinct, int Layer)> Of(Tile tile)
    {
        foreach (var change in tile.Data.Header.Changes)
        {
            Precinct[] precincts = [.. tile.Precincts.Where(it => it.Resolution >= change.First && it.Resolution < change.End)];
            foreach (var (precinct, layer) in Of(precincts, change.Progression, Math.Min(change.Layers, tile.Data.Header.Style.Layers)))
                if (layer == precinct.Layers)
                {
                    precinct.Layers++;
                    yield return (precinct, layer);
                }
        }
    }

    private static IEnumerable<(Precinct Precinct, int Layer)> Of(Precinct[] precincts, Progression progression, int layers) => progression switch
    {
        Progression.LayerResolution => LayersFirst(precincts, layers),
        Progression.ResolutionLayer => precincts.GroupBy(it => it.Resolution).SelectMany(it => LayersFirst(it, layers)),
        // Within a resolution, raster order is that of positions.
        Progression.ResolutionPosition => LayersLast(precincts, layers),
        _ => LayersLast(precincts.OrderBy(it => it.Y).ThenBy(it => it.X).ThenBy(it => it.Resolution), layers),
    };

    private static IEnumerable<(Precinct Precinct, int Layer)> LayersFirst(IEnumerable<Precinct> precincts, int layers) =>
        Enumerable.Range(0, layers).SelectMany(layer => precincts.Select(precinct => (precinct, layer)));

    private static IEnumerable<(Precinct Precinct, int Layer)> LayersLast(IEnumerable<Precinct> precincts, int layers) =>
        precincts.SelectMany(precinct => Enumerable.Range(0, layers).Select(layer => (precinct, layer)));
}
