using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Reporting.Images;

/// <summary>The slice of a study that is worth a look, and the square on it that is worth a magnifying glass.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Box">About square in mm.</param>
internal readonly record struct SliceFocus(int Slice, PixelBox Box)
{
    private const double SmallestMm = 60;

    /// <summary>Room around what is shown, as a share of it.</summary>
    private const double Margin = 1.4;

    /// <summary>Where the truth has its largest connected area; where there is none, where the mask has; else the highest probability.</summary>
    /// <exception cref="ArgumentException">The study has no mask and map.</exception>
    internal static SliceFocus Of(StudyImages images, LabelVolume? truth)
    {
        if (images is not { Labels: { } mask, Probabilities: { } map })
            throw new ArgumentException("A study without mask and map cannot be held against the truth.", nameof(images));
        return (truth is null ? null : LargestArea(truth)) ?? LargestArea(mask) ?? HighestProbability(map);
    }

    private static SliceFocus? LargestArea(LabelVolume labels)
    {
        var areas =
            from lesion in ConnectedComponents.Find(labels)
            from slice in Enumerable.Range(lesion.Slices.First, lesion.Slices.Count)
            select (Lesion: lesion, Slice: slice, Voxels: lesion.VoxelsOnSlice(slice));
        return areas.OrderByDescending(area => area.Voxels).FirstOrDefault() is { Lesion: { } largest, Slice: var fullest }
            ? Around(largest.OnSlice(fullest), labels.Geometry)
            : null;
    }

    private static SliceFocus HighestProbability(ProbabilityMap map)
    {
        var highest = 0;
        for (var i = 0; i < map.Values.Length; i++)
            if (map.Values[i] > map.Values[highest])
                highest = i;
        var (slice, pixel) = Math.DivRem(highest, map.Geometry.SliceLength);
        var (row, column) = Math.DivRem(pixel, map.Geometry.Columns);
        return Around([new VoxelRun(slice, row, column, column + 1)], map.Geometry);
    }

    /// <summary>A square around runs of one slice, within the slice.</summary>
    private static SliceFocus Around(ReadOnlySpan<VoxelRun> runs, VolumeGeometry geometry)
    {
        var box = VoxelRun.BoxAround(runs);
        var longestMm = Math.Max(box.Rows * geometry.RowSpacing, box.Columns * geometry.ColumnSpacing);
        var sliceMm = Math.Min(geometry.Rows * geometry.RowSpacing, geometry.Columns * geometry.ColumnSpacing);
        var sideMm = Math.Min(Math.Max(SmallestMm, Margin * longestMm), sliceMm);
        var (rows, columns) = ((int)(sideMm / geometry.RowSpacing), (int)(sideMm / geometry.ColumnSpacing));
        var row = Math.Clamp((box.Row + box.RowEnd - rows) / 2, 0, geometry.Rows - rows);
        var column = Math.Clamp((box.Column + box.ColumnEnd - columns) / 2, 0, geometry.Columns - columns);
        return new(runs[0].Slice, new PixelBox(row, row + rows, column, column + columns));
    }
}
