using System.Collections;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Biomarkers;

/// <summary>How high a lesion is through each of its pixels. To be asked slice by slice, the lowest first; every voxel is then looked at once.</summary>
internal sealed class VerticalRuns
{
    private readonly PixelBox _box;
    private readonly BitArray _inside;
    private readonly double[] _halfMm;
    private readonly int[] _last;
    private readonly Lesion _lesion;

    public VerticalRuns(Lesion lesion)
    {
        (_lesion, _box) = (lesion, VoxelRun.BoxAround(lesion.Runs));
        _inside = new BitArray(Area * lesion.Slices.Count);
        _halfMm = new double[Area];
        _last = new int[Area];
        Array.Fill(_last, -1);
        foreach (var run in lesion.Runs)
            for (var column = run.Start; column < run.End; column++)
                _inside[At(run.Slice, Pixel(run.Row, column))] = true;
    }

    /// <summary>
    /// Half the height, mm, of the voxels that stand without a gap on and under a voxel of the lesion; infinite where they reach the first or last slice of the scan, as
    /// the lesion may go on beyond it.
    /// </summary>
    public double HalfMm(int slice, int row, int column)
    {
        var pixel = Pixel(row, column);
        if (_last[pixel] < slice)
            Measure(slice, pixel);
        return _halfMm[pixel];
    }

    private void Measure(int slice, int pixel)
    {
        var (first, last) = (slice, slice);
        while (first > _lesion.Slices.First && _inside[At(first - 1, pixel)])
            first--;
        while (last < _lesion.Slices.Last && _inside[At(last + 1, pixel)])
            last++;
        var height = 0.0;
        for (var i = first; i <= last; i++)
            height += _lesion.Geometry.SliceExtent(i);
        _last[pixel] = last;
        _halfMm[pixel] = first == 0 || last == _lesion.Geometry.SliceCount - 1 ? double.PositiveInfinity : height / 2;
    }

    private int Area => _box.Rows * _box.Columns;

    private int Pixel(int row, int column) => (row - _box.Row) * _box.Columns + column - _box.Column;

    private int At(int slice, int pixel) => (slice - _lesion.Slices.First) * Area + pixel;
}
