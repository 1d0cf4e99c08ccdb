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
    /// <summary>Pixels of one channel of a slice.</summary>
    public int SliceLength => Rows * Columns;

    /// <summary>Whether any pixel has a label.</summary>
    public bool HasBlood => Labels.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>One channel of a slice; axis order row, column.</summary>
    public ReadOnlySpan<byte> Channel(int slice, int channel) =>
        Densities.AsSpan((slice * AnalysisGrid.Channels + channel) * SliceLength, SliceLength);

    /// <summary>The labels of a slice; axis order row, column.</summary>
    public ReadOnlySpan<byte> Truth(int slice) => Labels.AsSpan(slice * SliceLength, SliceLength);
}
