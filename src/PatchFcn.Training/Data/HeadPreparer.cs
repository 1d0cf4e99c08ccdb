using PatchFcn.Core.Densities;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Training.Data;

/// <summary>Brings a study to the network exactly as the analysis of studies does: the same stripping, the same correction of densities, the same slabs, the same rendering.</summary>
internal static class HeadPreparer
{
    /// <summary>A pixel has a label where more than half of the brain in it does, as a pixel is marked at more than 0.5.</summary>
    private const float LabelPart = 0.5f;

    /// <summary>Prepares a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="scale">Scale of the model.</param>
    /// <param name="refusal">Why there is nothing to prepare; null where there is.</param>
    public static PreparedHead? Prepare(StudyWithTruth study, AnalysisScale scale, out Refusal? refusal)
    {
        var strip = SkullStripper.Strip(study.Ct);
        refusal = strip.Refusal;
        if (strip.Brain is not { } brain)
            return null;
        var corrected = CuppingCorrection.Correct(study.Ct, brain);
        return Render(study with { Ct = corrected }, brain, new AnalysisGrid(study.Ct.Geometry, scale)) with { Scale = scale };
    }

    private static PreparedHead Render(StudyWithTruth study, VoxelMask brain, AnalysisGrid grid)
    {
        var renderer = new SliceRenderer(grid, study.Ct, brain, DensityCode.Window, float.NaN);
        var densities = new byte[grid.SliceCount * AnalysisGrid.Channels * grid.SliceLength];
        Parallel.For(0, grid.SliceCount, () => new float[AnalysisGrid.Channels * grid.SliceLength], (slice, _, values) =>
        {
            renderer.Render(slice, values);
            for (var i = 0; i < values.Length; i++)
                densities[slice * values.Length + i] = DensityCode.Encode(values[i]);
            return values;
        }, _ => { });
        return Crop(study, grid, densities, RenderTruth(study.Truth, brain, grid));
    }

    private static byte[] RenderTruth(LabelVolume truth, VoxelMask brain, AnalysisGrid grid)
    {
        var (labels, parts) = (new byte[grid.SliceCount * grid.SliceLength], new float[grid.SliceCount * grid.SliceLength]);
        var sums = new float[labels.Length];
        var ml = truth.MlByLabel();
        foreach (var label in Enumerable.Range(1, byte.MaxValue).Where(label => ml[label] > 0).Select(label => (byte)label))
        {
            var part = Part(truth, label, brain, grid);
            for (var i = 0; i < part.Length; i++)
            {
                sums[i] += part[i];
                if (part[i] > parts[i])
                    (parts[i], labels[i]) = (part[i], label);
            }
        }
        for (var i = 0; i < labels.Length; i++)
            if (sums[i] <= LabelPart)
                labels[i] = 0;
        return labels;
    }

    /// <summary>How much of every pixel has a label: the label rendered as if it were a density. Axis order slice, row, column.</summary>
    private static float[] Part(LabelVolume truth, byte label, VoxelMask brain, AnalysisGrid grid)
    {
        const short Full = 1000;
        var volume = new CtVolume(truth.Geometry);
        for (var i = 0; i < volume.Voxels.Length; i++)
            volume.Voxels[i] = truth.Labels[i] == label ? Full : (short)0;
        var renderer = new SliceRenderer(grid, volume, brain, new(0, Full), 0);
        var part = new float[grid.SliceCount * grid.SliceLength];
        Parallel.For(0, grid.SliceCount, () => new float[AnalysisGrid.Channels * grid.SliceLength], (slice, _, values) =>
        {
            renderer.Render(slice, values);
            values.AsSpan(grid.SliceLength, grid.SliceLength).CopyTo(part.AsSpan(slice * grid.SliceLength));
            return values;
        }, _ => { });
        return part;
    }

    private static PreparedHead Crop(StudyWithTruth study, AnalysisGrid grid, byte[] densities, byte[] labels)
    {
        var (top, bottom, left, right) = (grid.Rows, 0, grid.Columns, 0);
        for (var i = 0; i < densities.Length; i++)
        {
            if (densities[i] == DensityCode.Stripped)
                continue;
            var (row, column) = (i / grid.Columns % grid.Rows, i % grid.Columns);
            (top, bottom, left, right) = (Math.Min(top, row), Math.Max(bottom, row + 1), Math.Min(left, column), Math.Max(right, column + 1));
        }
        var (rows, columns) = (bottom - top, right - left);
        return new PreparedHead(study.Name, study.Patient, grid.SliceCount, rows, columns,
            Cut(densities, grid, top, left, rows, columns), Cut(labels, grid, top, left, rows, columns));
    }

    private static byte[] Cut(byte[] images, AnalysisGrid grid, int top, int left, int rows, int columns)
    {
        var cut = new byte[images.Length / grid.SliceLength * rows * columns];
        for (var line = 0; line < cut.Length / columns; line++)
            images.AsSpan(line / rows * grid.SliceLength + (top + line % rows) * grid.Columns + left, columns).CopyTo(cut.AsSpan(line * columns));
        return cut;
    }
}
