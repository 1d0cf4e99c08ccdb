using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Reading.Frames;

namespace PatchFcn.Dicom.Reading.Voxels;

/// <summary>The density of every cell there can be. 128 KiB stay in the cache, and looking up is one load whatever the encoding.</summary>
internal sealed class HuTable
{
    private readonly short[] _densities = new short[ushort.MaxValue + 1];

    /// <summary>
    /// A missing slope is taken for 1, a missing intercept for 0. Padding, and whatever is less dense than air, becomes air.
    /// </summary>
    public HuTable(PixelEncoding encoding)
    {
        var (slope, intercept) = (encoding.Slope ?? 1, encoding.Intercept ?? 0);
        var padding = PaddingRange.Of(encoding) is { } range && !range.CoversTissue(encoding) ? range : (PaddingRange?)null;
        for (var cell = 0; cell < _densities.Length; cell++)
        {
            var stored = encoding.StoredValue((ushort)cell);
            // Padding may use the bits above those stored, so the whole cell is compared too.
            var isPadding = padding is { } outside && (outside.Contains(stored) || outside.Contains(encoding.Normalize(cell)));
            _densities[cell] = isPadding
                ? CtVolume.Air
                : (short)Math.Clamp(Math.Round(stored * slope + intercept), CtVolume.Air, short.MaxValue);
        }
    }

    /// <summary>Turns cells into HU.</summary>
    public void Apply(ReadOnlySpan<ushort> cells, Span<short> densities)
    {
        var table = _densities;
        densities = densities[..cells.Length];
        for (var i = 0; i < cells.Length; i++)
            densities[i] = table[cells[i]];
    }
}
