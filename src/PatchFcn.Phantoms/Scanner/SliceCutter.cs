using System.Numerics;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// Cuts a head into slices as thick as the scanner's: every pixel is the mean over several depths, which is what makes partial volume. A patient who moves is
/// elsewhere at every depth.
/// </summary>
internal sealed class SliceCutter
{
    private readonly HeadModel _model;
    private readonly HeadPose _pose;
    private readonly ScanRange _range;
    private readonly ScannerSpec _spec;
    private readonly int _depths;

    internal SliceCutter(HeadModel model, HeadPose pose, ScanRange range, ScannerSpec spec)
    {
        (_model, _pose, _range, _spec) = (model, pose, range, spec);
        _depths = Math.Max(2, (int)(spec.SliceThicknessMm / model.Grid.VoxelMm + 0.5));
    }

    /// <summary>Cuts one slice.</summary>
    /// <param name="slice">Index of the slice.</param>
    /// <param name="hu">Receives HU; axis order row, column.</param>
    /// <param name="labels">Receives the label of the blood in each pixel, however little it is; axis order row, column.</param>
    /// <param name="shares">Receives how much of each pixel is blood, 0 to 255.</param>
    internal void Cut(int slice, Span<float> hu, Span<byte> labels, Span<byte> shares)
    {
        var size = _spec.MatrixSize;
        var blood = new float[size];
        var votes = new byte[size];
        var motion = new PhantomRandom(_spec.NoiseSeed + (uint)slice, "motion");
        var offsets = new Vector3[_depths];
        for (var depth = 0; depth < _depths; depth++)
        {
            offsets[depth] = _range.Origin(slice) + _range.Normal * (((depth + 0.5f) / _depths - 0.5f) * (float)_spec.SliceThicknessMm);
            if (_spec.MotionMm > 0)
                offsets[depth] += new Vector3((float)motion.Normal(0, _spec.MotionMm), (float)motion.Normal(0, _spec.MotionMm), 0);
        }
        for (var row = 0; row < size; row++)
        {
            var rowHu = hu.Slice(row * size, size);
            rowHu.Clear();
            Array.Clear(blood);
            foreach (var offset in offsets)
                AddRow(offset + _range.Down * (row * (float)_spec.PixelSpacingMm), rowHu, blood, votes);
            for (var column = 0; column < size; column++)
            {
                rowHu[column] = rowHu[column] / (_depths * HeadModel.Precision);
                if (blood[column] == 0)
                    continue;
                labels[row * size + column] = votes[column];
                shares[row * size + column] = (byte)(blood[column] / _depths);
            }
        }
    }

    private void AddRow(Vector3 start, Span<float> hu, float[] blood, byte[] votes)
    {
        var grid = _model.Grid;
        var at = (_pose.ToHead(start) - grid.Low) * (1 / grid.VoxelMm);
        var step = _pose.DirectionToHead(Vector3.UnitX) * ((float)_spec.PixelSpacingMm / grid.VoxelMm);
        var (density, share) = (_model.Density, _model.Blood);
        var (nextY, nextZ) = (grid.CountX, grid.PlaneLength);
        for (var column = 0; column < hu.Length; column++)
        {
            var (px, py, pz) = (at.X + step.X * column, at.Y + step.Y * column, at.Z + step.Z * column);
            if (!(px >= 0 && py >= 0 && pz >= 0 && px < grid.CountX - 1 && py < grid.CountY - 1 && pz < grid.CountZ - 1))
            {
                hu[column] += HeadPoint.AirHu * HeadModel.Precision;
                continue;
            }
            var (x, y, z) = ((int)px, (int)py, (int)pz);
            var (fx, fy, fz) = (px - x, py - y, pz - z);
            var i = (z * grid.CountY + y) * grid.CountX + x;
            var near = Lerp(Lerp(density[i], density[i + 1], fx), Lerp(density[i + nextY], density[i + nextY + 1], fx), fy);
            i += nextZ;
            var far = Lerp(Lerp(density[i], density[i + 1], fx), Lerp(density[i + nextY], density[i + nextY + 1], fx), fy);
            hu[column] += Lerp(near, far, fz);

            var nearest = ((z + (fz > 0.5f ? 1 : 0)) * grid.CountY + y + (fy > 0.5f ? 1 : 0)) * grid.CountX + x + (fx > 0.5f ? 1 : 0);
            if (share[nearest] == 0)
                continue;
            blood[column] += share[nearest];
            votes[column] = _model.Labels[nearest];
        }
    }

    private static float Lerp(float a, float b, float t) => a + (b - a) * t;
}
