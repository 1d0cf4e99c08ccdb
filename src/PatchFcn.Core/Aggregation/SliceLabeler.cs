using System.Numerics;

namespace PatchFcn.Core.Aggregation;

/// <summary>Turns the class probabilities of one slice into labels and quantised probabilities.</summary>
public static class SliceLabeler
{
    /// <summary>Pixels that are handled at once: those of one word of the brain mask.</summary>
    private const int Block = 64;

    /// <summary>
    /// A pixel of the brain is positive where the probabilities of all classes sum to more than 0.5; its label is then the most probable class, 1-based, of equals the
    /// first. Every other pixel is 0. The map is the sum (<see cref="ProbabilityMap.Quantize"/>) within the brain and 0 elsewhere, so a label is set exactly where
    /// the map is over 127.
    /// </summary>
    /// <param name="probabilities">Probabilities 0..1 without background; axis order class, row, column.</param>
    /// <param name="brain">Brain mask of the slice as in <see cref="Volumes.VoxelMask.Slice"/>; axis order row, word.</param>
    /// <param name="columns">Columns of the slice.</param>
    /// <param name="labels">Receives the labels; axis order row, column.</param>
    /// <param name="map">Receives the quantised probabilities; axis order row, column.</param>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    /// <exception cref="InvalidOperationException">A probability within the brain is not a number.</exception>
    public static void Label(ReadOnlySpan<float> probabilities, ReadOnlySpan<ulong> brain, int columns, Span<byte> labels, Span<byte> map)
    {
        var wordsPerRow = (columns + Block - 1) / Block;
        if (labels.Length != map.Length || labels.Length == 0 || probabilities.IsEmpty || probabilities.Length % labels.Length != 0
            || probabilities.Length / labels.Length > byte.MaxValue || (long)brain.Length * columns != (long)labels.Length * wordsPerRow)
            throw new ArgumentException("Probabilities, brain mask, labels and map are not of the same slice.");

        labels.Clear();
        map.Clear();
        for (var word = 0; word < brain.Length; word++)
        {
            if (brain[word] == 0)
                continue;
            var column = word % wordsPerRow * Block;
            var start = word / wordsPerRow * columns + column;
            var count = Math.Min(Block, columns - column);
            LabelBlock(probabilities, labels.Length, start, count, brain[word], labels.Slice(start, count), map.Slice(start, count));
        }
    }

    private static void LabelBlock(
        ReadOnlySpan<float> probabilities, int sliceLength, int start, int count, ulong inside, Span<byte> labels, Span<byte> map)
    {
        Span<float> sum = stackalloc float[Block];
        Span<float> most = stackalloc float[Block];
        Span<int> label = stackalloc int[Block];
        probabilities.Slice(start, count).CopyTo(sum);
        sum.CopyTo(most);
        label.Fill(1);
        for (var next = 1; next < probabilities.Length / sliceLength; next++)
            AddClass(probabilities.Slice(next * sliceLength + start, count), next + 1, sum, most, label);

        for (var i = BitOperations.TrailingZeroCount(inside); inside != 0; inside &= inside - 1, i = BitOperations.TrailingZeroCount(inside))
        {
            if (float.IsNaN(sum[i]))
                throw new InvalidOperationException("The model gave a probability that is not a number.");
            map[i] = ProbabilityMap.Quantize(sum[i]);
            labels[i] = sum[i] > 0.5f ? (byte)label[i] : (byte)0;
        }
    }

    private static void AddClass(ReadOnlySpan<float> probabilities, int number, Span<float> sum, Span<float> most, Span<int> label)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            sum[i] += probabilities[i];
            if (probabilities[i] > most[i])
                (most[i], label[i]) = (probabilities[i], number);
        }
    }
}
