using PatchFcn.Core.Patches;
using PatchFcn.Inference.Scoring;
using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.Mining;

/// <summary>
/// Finds what a network gets wrong in heads it learns from: pixels it would almost mark in slices without blood, blood it does not mark, and what its patch branch is wrong
/// about. Most pixels that look like blood are the rim of bone; the few that deceive a network are seldom drawn, unless it is asked which they are.
/// </summary>
internal static class MistakeFinder
{
    /// <summary>Probability from which a pixel without blood is a mistake, and a patch in a slice without any; below a half, so that near misses count.</summary>
    private const float Almost = 0.3f;

    /// <summary>Probability under which blood is one: it is not marked, or its patch says nothing.</summary>
    private const float Marked = 0.5f;

    /// <summary>Fewer wrong pixels in a slice are left to chance.</summary>
    private const int Fewest = 6;

    /// <summary>Pixels of a slice that are kept.</summary>
    private const int Most = 60;

    /// <summary>Pixels that stand for a patch: the most suspicious of one without blood, some of the blood of another.</summary>
    private const int OfPatch = 12;

    /// <summary>Blood, pixels, that a patch should speak of.</summary>
    private const int Enough = 40;

    /// <summary>Mistakes in a slice; empty where there are hardly any.</summary>
    public static int[] Find(HeadScorer scorer, PreparedHead head, int slice, CancellationToken cancellation)
    {
        var truth = head.Truth(slice);
        var scores = scorer.ScoreSlice(head, slice, cancellation);
        var any = scores.AnyBlood(truth.Length);
        return [.. OfPixels(truth, any).Union(OfPatches(scores.Patches, scorer.Patch, truth, any, head.Columns))];
    }

    private static int[] OfPixels(ReadOnlySpan<byte> truth, float[] any)
    {
        var blood = truth.Length - truth.Count((byte)0);
        var wrong = new List<int>();
        for (var i = 0; i < truth.Length; i++)
            // What is marked beside true blood is its border, seldom a mistake.
            if (blood > 0 ? truth[i] > 0 && any[i] < Marked : any[i] > Almost)
                wrong.Add(i);
        // Where most blood is marked, what is not is its border, too.
        return wrong.Count < Fewest || wrong.Count < blood / 2 ? [] : Thinned(wrong);
    }

    /// <summary>Of the patches that are wrong as a whole, whatever is marked in them: one of some thousand decides the score of a head.</summary>
    private static int[] OfPatches(IReadOnlyList<PatchScore> patches, int side, ReadOnlySpan<byte> truth, float[] any, int columns)
    {
        var wrong = new HashSet<int>();
        var withBlood = truth.ContainsAnyExcept((byte)0);
        foreach (var patch in patches)
        {
            if (withBlood ? patch.Scores[0] >= Marked : patch.Scores[0] <= Almost)
                continue;
            var pixels = Pixels(patch.Position, side, truth.Length / columns, columns);
            wrong.UnionWith(withBlood ? Blood(pixels, truth) : pixels.OrderByDescending(pixel => any[pixel]).Take(OfPatch));
        }
        return Thinned(wrong);
    }

    /// <summary>Every n-th, so that as many as are kept are left.</summary>
    private static int[] Thinned(IReadOnlyCollection<int> pixels)
    {
        var step = (pixels.Count + Most - 1) / Most;
        return [.. pixels.Where((_, i) => i % step == 0)];
    }

    private static int[] Blood(int[] pixels, ReadOnlySpan<byte> truth)
    {
        var blood = new List<int>();
        foreach (var pixel in pixels)
            if (truth[pixel] > 0)
                blood.Add(pixel);
        // What a patch holds only the rim of is whole in its neighbour.
        return blood.Count < Enough ? [] : [.. blood.Where((_, i) => i % (blood.Count / OfPatch) == 0)];
    }

    /// <summary>Those of a patch that lie in the slice.</summary>
    private static int[] Pixels(PatchPosition first, int side, int rows, int columns) =>
        [.. from row in Enumerable.Range(first.Row, Math.Min(side, rows - first.Row))
            from column in Enumerable.Range(first.Column, Math.Min(side, columns - first.Column))
            select row * columns + column];
}
