using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Training.Data;

/// <summary>A study as training sees it: stripped, at the scale of the model, with its truth. It holds no surface of a face.</summary>
/// <param name="Name">Name of the study within its set.</param>
/// <param name="Patient">Whose head it is; one patient is never on two sides of a split.</param>
/// <param name="Slices">Analysis slices, the most inferior first.</param>
/// <param name="Rows">Rows, cut to the brain.</param>
/// <param name="Columns">Columns, cut to the brain.</param>
/// <param name="Densities">Coded densities (<see cref="DensityCode"/>); axis order slice, channel (below, slice, above), row, column.</param>
/// <param name="Labels">0 background, k the k-th class; axis order slice, row, column.</param>
internal sealed record PreparedHead(string Name, string Patient, int Slices, int Rows, int Columns, byte[] Densities, byte[] Labels)
{
    /// <summary>The scale it was prepared at; null where a file of an earlier version does not say.</summary>
    public AnalysisScale? Scale { get; init; }

    /// <summary>Pixels of one channel of a slice.</summary>
    public int SliceLength => Rows * Columns;

    /// <summary>Whether any pixel has a label.</summary>
    public bool HasBlood => Labels.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>One channel of a slice; axis order row, column.</summary>
    public ReadOnlySpan<byte> Channel(int slice, int channel) =>
        Densities.AsSpan((slice * AnalysisGrid.Channels + channel) * SliceLength, SliceLength);

    /// <summary>
    /// What a network is to say of a pixel: its label; or −k where it has none and the same pixel of a neighbouring slice has the label k. There a bleed of the k-th class ends: up to half of
    /// the pixel is blood, which is neither to be marked nor to be called brain.
    /// </summary>
    /// <param name="slice">The slice.</param>
    /// <param name="pixel">row · columns + column.</param>
    public int Target(int slice, int pixel)
    {
        if (Truth(slice)[pixel] is > 0 and var own)
            return own;
        var below = slice > 0 ? Truth(slice - 1)[pixel] : 0;
        return below > 0 || slice + 1 == Slices ? -below : -Truth(slice + 1)[pixel];
    }

    /// <summary>The labels of a slice; axis order row, column.</summary>
    public ReadOnlySpan<byte> Truth(int slice) => Labels.AsSpan(slice * SliceLength, SliceLength);
}
