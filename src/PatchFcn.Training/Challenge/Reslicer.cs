using PatchFcn.Core.Volumes;

namespace PatchFcn.Training.Challenge;

/// <summary>Cuts new slices out of a scan: turned, shifted, tilted and as thick as wanted, each the mean over several depths.</summary>
internal sealed class Reslicer
{
    private readonly CtVolume _scan;
    private readonly VolumeGeometry _source;
    private readonly double[] _heights;
    private readonly VolumeGeometry _target;
    private readonly Vector3D _centre;
    private readonly Vector3D _shift;
    private readonly Vector3D[] _turn;
    private readonly int _depths;

    /// <param name="scan">The scan, two slices or more, at any distances.</param>
    /// <param name="wanted">What the copy is to be.</param>
    public Reslicer(CtVolume scan, Perturbation wanted)
    {
        (_scan, _source, _shift) = (scan, scan.Geometry, wanted.ShiftMm);
        _heights = [.. _source.SlicePositions];
        _centre = (_source.ToPatient(0, _source.Rows / 2.0, _source.Columns / 2.0)
            + _source.ToPatient(_source.SliceCount - 1, _source.Rows / 2.0, _source.Columns / 2.0)) * 0.5;
        _turn = Turn(wanted.RotationDegrees);
        var slab = wanted.SlabMm ?? _source.SliceSpacing;
        _depths = Math.Max(1, (int)Math.Round(1.5 * slab / _source.SliceSpacing));
        _target = Target(wanted.TiltDegrees, slab);
    }

    public CtVolume Reslice()
    {
        var copy = new CtVolume(_target);
        Parallel.For(0, _target.SliceCount, slice =>
        {
            var sums = new double[_target.SliceLength];
            for (var depth = 0; depth < _depths; depth++)
            {
                var offset = _target.Normal * (((depth + 0.5) / _depths - 0.5) * _target.SliceThickness);
                for (var row = 0; row < _target.Rows; row++)
                    AddRow(_target.ToPatient(slice, row, 0) + offset, sums.AsSpan(row * _target.Columns, _target.Columns));
            }
            for (var i = 0; i < sums.Length; i++)
                copy.Slice(slice)[i] = (short)Math.Round(sums[i] / _depths);
        });
        return copy;
    }

    // The copy stands in a scanner's own axes; it is the head that is turned.
    private VolumeGeometry Target(double tiltDegrees, double slabMm)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(tiltDegrees));
        var (right, down) = (new Vector3D(1, 0, 0), new Vector3D(0, cos, sin));
        var count = Math.Max(1, (int)((_heights[^1] - _heights[0]) / slabMm) + 1);
        var corner = right * (_source.Columns / -2.0 * _source.ColumnSpacing) + down * (_source.Rows / -2.0 * _source.RowSpacing);
        return new VolumeGeometry(
            _source.Rows, _source.Columns, _source.RowSpacing, _source.ColumnSpacing, right, down,
            [.. Enumerable.Range(0, count).Select(i => corner + new Vector3D(0, 0, (i - (count - 1) / 2.0) * slabMm))], slabMm);
    }

    private static Vector3D[] Turn(Vector3D degrees)
    {
        var (sinX, cosX) = Math.SinCos(double.DegreesToRadians(degrees.X));
        var (sinY, cosY) = Math.SinCos(double.DegreesToRadians(degrees.Y));
        var (sinZ, cosZ) = Math.SinCos(double.DegreesToRadians(degrees.Z));
        return
        [
            new(cosZ * cosY, cosZ * sinY * sinX - sinZ * cosX, cosZ * sinY * cosX + sinZ * sinX),
            new(sinZ * cosY, sinZ * sinY * sinX + cosZ * cosX, sinZ * sinY * cosX - cosZ * sinX),
            new(-sinY, cosY * sinX, cosY * cosX),
        ];
    }

    private Vector3D Turned(Vector3D v) => new(Vector3D.Dot(_turn[0], v), Vector3D.Dot(_turn[1], v), Vector3D.Dot(_turn[2], v));

    private void AddRow(Vector3D start, Span<double> sums)
    {
        var at = _centre + Turned(start - _shift);
        var step = Turned(_target.RowDirection * _target.ColumnSpacing);
        for (var column = 0; column < sums.Length; column++)
            sums[column] += Sample(at + step * column);
    }

    // Between two slices, each of which has its own origin and its own distance to the next; above the last and below the first the scan is continued.
    private double Sample(Vector3D p)
    {
        var height = Math.Clamp(Vector3D.Dot(p, _source.Normal), _heights[0], _heights[^1]);
        var found = Array.BinarySearch(_heights, height);
        var slice = Math.Min(found < 0 ? ~found - 1 : found, _heights.Length - 2);
        var fraction = (height - _heights[slice]) / (_heights[slice + 1] - _heights[slice]);
        return Sample(slice, p) * (1 - fraction) + Sample(slice + 1, p) * fraction;
    }

    private double Sample(int slice, Vector3D p)
    {
        var d = p - _source.SliceOrigins[slice];
        var (y, x) = (Vector3D.Dot(d, _source.ColumnDirection) / _source.RowSpacing, Vector3D.Dot(d, _source.RowDirection) / _source.ColumnSpacing);
        if (!(y >= 0 && x >= 0 && y < _source.Rows - 1 && x < _source.Columns - 1))
            return CtVolume.Air;
        var (row, column) = ((int)y, (int)x);
        var (fy, fx, columns) = (y - row, x - column, _source.Columns);
        var voxels = _scan.Slice(slice);
        var at = row * columns + column;
        var upper = voxels[at] + (voxels[at + 1] - voxels[at]) * fx;
        var lower = voxels[at + columns] + (voxels[at + columns + 1] - voxels[at + columns]) * fx;
        return upper + (lower - upper) * fy;
    }
}
