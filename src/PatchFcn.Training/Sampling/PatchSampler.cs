using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Sampling;

/// <summary>
/// Draws minibatches. The n-th is decided by the seed and by n alone, so that a run can be resumed anywhere and batches can be drawn ahead, on any number of processors.
/// </summary>
internal sealed class PatchSampler(SlicePool pool, TrainingPreset preset, Augmentation augmentation, int seed)
{
    private readonly DensityChanges _changes = new(augmentation, new NoiseBank(seed), preset.Network.PixelSpacingMm);

    /// <summary>Draws a minibatch.</summary>
    /// <param name="index">Its number in the run.</param>
    /// <param name="asScored">Whether its patches have the size that studies are scored in, as the patch branch needs it, which averages over a patch; else one of the crop sizes.</param>
    public PatchBatch Draw(long index, bool asScored = false)
    {
        var random = new Random(HashCodes.Mix(seed, index));
        var (nominal, drawn) = (preset.Network.Patch, preset.CropSizes[random.Next(preset.CropSizes.Count)]);
        var side = asScored ? nominal : drawn;
        var count = Math.Max(2, (int)Math.Round((double)preset.Batch * nominal * nominal / (side * side)));
        var decisions = preset.Network.PatchScores;
        var batch = new PatchBatch(count, side, new float[count * AnalysisGrid.Channels * side * side], new long[count * side * side], new long[count * decisions]);
        var seeds = Enumerable.Range(0, count).Select(_ => random.Next()).ToArray();
        Parallel.For(0, count, patch => Fill(batch, patch, new Random(seeds[patch])));
        return batch;
    }

    private void Fill(PatchBatch batch, int patch, Random random)
    {
        var (side, area) = (batch.Side, batch.Side * batch.Side);
        var hu = batch.Inputs.AsSpan(patch * AnalysisGrid.Channels * area, AnalysisGrid.Channels * area);
        var labels = batch.Pixels.AsSpan(patch * area, area);
        var (source, targets) = DrawSlice(random);
        PatchCutter.Cut(source, DrawFrame(source, targets, side, random), side, flipped: random.Next(2) == 1, hu, labels);

        var (channelSeed, scratch) = (random.Next(), new float[BeamHardening.ScratchOf(side)]);
        for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
            _changes.Apply(hu.Slice(channel * area, area), side, new Random(channelSeed), random, scratch);
        foreach (ref var value in hu)
            value = float.IsNaN(value) ? preset.Network.FillValue : preset.Network.HuWindow.Normalize(value);

        if (preset.Network.Classes.Count == 1)
            foreach (ref var label in labels)
                label = Math.Clamp(label, -1, 1);
        Judge(labels, batch.Patches.AsSpan(patch * preset.Network.PatchScores, preset.Network.PatchScores));
        foreach (ref var label in labels)
            label = Math.Max(label, PatchBatch.Unknown);
    }

    /// <summary>A slice, and the pixels that its patch may be drawn around: with blood, mistaken, as dense as blood, or of the brain.</summary>
    private (PooledSlice Slice, int[] Targets) DrawSlice(Random random)
    {
        var positive = pool.Negative.Count == 0 || (pool.Positive.Count > 0 && random.NextDouble() < preset.PositivePart);
        var mistaken = positive ? pool.MistakenPositive : pool.MistakenNegative;
        if (mistaken.Count > 0 && random.NextDouble() < preset.MistakenPart)
        {
            var wrong = mistaken[random.Next(mistaken.Count)];
            return (wrong, wrong.Mistaken);
        }
        var slices = positive ? pool.Positive : pool.Negative;
        var slice = slices[random.Next(slices.Count)];
        return (slice, slice.Dense.Length > 0 && random.NextDouble() < preset.DensePart ? slice.Dense : slice.Targets);
    }

    /// <summary>Somewhere around one of the targets, which may lie anywhere in the patch.</summary>
    private PatchFrame DrawFrame(PooledSlice source, int[] targets, int side, Random random)
    {
        const double Reach = 0.42;
        var target = targets[random.Next(targets.Length)];
        var rotation = augmentation.RotationDegrees * Math.PI / 180 * (2 * random.NextDouble() - 1);
        var scale = Math.Pow(augmentation.Scale, 2 * random.NextDouble() - 1);
        return new PatchFrame(
            target / source.Head.Columns + Reach * side * (2 * random.NextDouble() - 1),
            target % source.Head.Columns + Reach * side * (2 * random.NextDouble() - 1),
            rotation, scale, mirrored: random.Next(2) == 1);
    }

    /// <summary>What the patch branch should say: of the combined class first, then of every class where there are several.</summary>
    private void Judge(ReadOnlySpan<long> labels, Span<long> decisions)
    {
        var (areas, doubtful) = (new int[1 + preset.Network.Classes.Count], new int[1 + preset.Network.Classes.Count]);
        foreach (var label in labels)
            (label < 0 ? doubtful : areas)[Math.Abs(label)]++;
        doubtful[0] = doubtful.Sum();
        areas[0] = labels.Length - areas[0] - doubtful[0];
        var pixels = preset.PositiveMm2 / (preset.Network.PixelSpacingMm * preset.Network.PixelSpacingMm);
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] = areas[i] >= pixels ? 1 : areas[i] + doubtful[i] == 0 ? 0 : PatchBatch.Unknown;
    }
}
