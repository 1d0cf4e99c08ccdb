using PatchFcn.Training.CrossValidation;
using PatchFcn.Training.Data;

namespace PatchFcn.Training.Mining;

/// <summary>
/// Finds what a network gets wrong in heads it learns from: pixels it would almost mark in slices without blood, and blood it does not mark. Most pixels that look like
/// blood are the rim of bone; the few that deceive a network are seldom drawn, unless it is asked which they are.
/// </summary>
internal static class MistakeFinder
{
    /// <summary>Probability from which a pixel without blood is a mistake; below a half, so that near misses count.</summary>
    private const float Almost = 0.3f;

    /// <summary>Probability under which a pixel with blood is one: it is not marked.</summary>
    private const float Marked = 0.5f;

    /// <summary>Fewer wrong pixels in a slice are left to chance.</summary>
    private const int Fewest = 6;

    /// <summary>Pixels of a slice that are kept.</summary>
    private const int Most = 60;

    /// <summary>Mistakes in a slice; empty where there are hardly any.</summary>
    public static int[] Find(HeadScorer scorer, PreparedHead head, int slice, CancellationToken cancellation)
    {
        var truth = head.Truth(slice);
        var pixels = scorer.ScoreSlice(head, slice, cancellation).Pixels;
        var blood = truth.Length - truth.Count((byte)0);
        var wrong = new List<int>();
        for (var i = 0; i < truth.Length; i++)
        {
            var any = 0f;
            for (var plane = i; plane < pixels.Length; plane += truth.Length)
                any += pixels[plane];
            // What is marked beside true blood is its border, seldom a mistake.
            if (blood > 0 ? truth[i] > 0 && any < Marked : any > Almost)
                wrong.Add(i);
        }
        var step = (wrong.Count + Most - 1) / Most;
        // Where most blood is marked, what is not is its border, too.
        return wrong.Count < Fewest || wrong.Count < blood / 2 ? [] : [.. wrong.Where((_, i) => i % step == 0)];
    }
}
