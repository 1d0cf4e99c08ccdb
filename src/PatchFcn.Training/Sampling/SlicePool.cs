using PatchFcn.Training.Data;
using PatchFcn.Training.Mining;

namespace PatchFcn.Training.Sampling;

/// <summary>A slice of a head that is drawn from.</summary>
/// <param name="Head">The head.</param>
/// <param name="Slice">The analysis slice.</param>
/// <param name="Targets">Pixels, row · columns + column, that a patch may be drawn around: those with blood, or those of the brain.</param>
/// <param name="Dense">Of a slice without blood, those as dense as blood where no bleed ends (<see cref="PreparedHead.Target"/>).</param>
/// <param name="Mistaken">Those that a network was wrong about; of a slice without blood, where no bleed ends.</param>
internal sealed record PooledSlice(PreparedHead Head, int Slice, int[] Targets, int[] Dense, int[] Mistaken);

/// <summary>All slices to draw from, with and without blood.</summary>
internal sealed class SlicePool
{
    /// <summary>One pixel in so many is kept as a target: enough places, little memory.</summary>
    private const int Thinning = 7;

    /// <summary>HU from which a pixel looks like blood: above grey matter and its noise.</summary>
    private const int DenseHu = 60;

    private static readonly byte DenseCode = DensityCode.FromHu(DenseHu);

    /// <param name="heads">The heads.</param>
    /// <param name="mistakes">What an earlier network got wrong in them; null: nothing is known.</param>
    /// <exception cref="InvalidDataException">There is nothing to draw, or the mistakes are of other heads of these names.</exception>
    public SlicePool(IEnumerable<PreparedHead> heads, Mistakes? mistakes = null)
    {
        var (positive, negative) = (new List<PooledSlice>(), new List<PooledSlice>());
        foreach (var head in heads)
        {
            for (var slice = 0; slice < head.Slices; slice++)
            {
                var mistaken = mistakes?.Of(head.Name, slice) ?? [];
                if (mistaken.Any(pixel => (uint)pixel >= (uint)head.SliceLength))
                    throw new InvalidDataException($"The mistakes in {head.Name} are not of this head: it was prepared anew, or another has its name. Find them again with: patchfcn-train mine");
                var blood = Find(head.Truth(slice), 1, 1);
                if (blood.Length > 0)
                    positive.Add(new PooledSlice(head, slice, blood, [], mistaken));
                else if (Find(head.Channel(slice, 1), DensityCode.Stripped + 1, Thinning) is { Length: > 0 } brain)
                    negative.Add(new PooledSlice(head, slice, brain, WithoutEnds(head, slice, Find(head.Channel(slice, 1), DenseCode, 1)), WithoutEnds(head, slice, mistaken)));
            }
        }
        if (positive.Count + negative.Count == 0)
            throw new InvalidDataException("The heads to learn from, or those to check with, hold no slice of brain.");
        (Positive, Negative) = (positive, negative);
        (MistakenPositive, MistakenNegative) = ([.. positive.Where(slice => slice.Mistaken.Length > 0)], [.. negative.Where(slice => slice.Mistaken.Length > 0)]);
    }

    /// <summary>Slices with blood.</summary>
    public IReadOnlyList<PooledSlice> Positive { get; }

    /// <summary>Slices without.</summary>
    public IReadOnlyList<PooledSlice> Negative { get; }

    /// <summary>Slices with blood that was not marked.</summary>
    public IReadOnlyList<PooledSlice> MistakenPositive { get; }

    /// <summary>Slices without blood in which something was taken for it.</summary>
    public IReadOnlyList<PooledSlice> MistakenNegative { get; }

    /// <summary>What looks like blood where a bleed ends is blood.</summary>
    private static int[] WithoutEnds(PreparedHead head, int slice, int[] pixels) => Array.FindAll(pixels, pixel => head.Target(slice, pixel) == 0);

    private static int[] Find(ReadOnlySpan<byte> pixels, int atLeast, int thinning)
    {
        var found = new List<int>();
        var seen = 0;
        for (var i = 0; i < pixels.Length; i++)
            if (pixels[i] >= atLeast && seen++ % thinning == 0)
                found.Add(i);
        return [.. found];
    }
}
