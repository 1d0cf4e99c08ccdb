using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// What goes wrong along rays, computed as it arises: the slice is projected at low resolution, the errors of every ray (bone hardens the beam; few photons come
/// through thick parts) are filtered and projected back. Dark bands between the petrous bones, cupping and streaky noise follow by themselves.
/// </summary>
internal sealed class RayArtefacts
{
    private const int Resolution = 128;
    private const int Angles = 80;

    // The noise level is so smooth that every fourth angle will do.
    private const int AnglesPerLevel = 4;

    // Photons are lost at this rate per mm of water; half of what physics says, because the tube current follows the patient's thickness.
    private const double AttenuationPerMm = 0.0095;
    private const double ReferencePathMm = 185;

    // Metal attenuates many times more than the densities that are stored can say.
    private const float MetalHu = 2100;
    private const float MetalExcess = 30;
    private readonly ScannerSpec _spec;
    private readonly int _size;
    private readonly int _block;
    private readonly float _spacing;
    private readonly int _bins;
    private readonly float[] _cos = new float[Angles];
    private readonly float[] _sin = new float[Angles];
    private readonly float[] _ramp;

    internal RayArtefacts(ScannerSpec spec)
    {
        _spec = spec;
        _block = Math.Max(1, spec.MatrixSize / Resolution);
        _size = spec.MatrixSize / _block;
        _spacing = (float)spec.PixelSpacingMm * _block;
        _bins = _size * 3 / 2;
        for (var angle = 0; angle < Angles; angle++)
            (_cos[angle], _sin[angle]) = ((float)ExactMath.CosDegrees(180.0 * angle / Angles), (float)ExactMath.SinDegrees(180.0 * angle / Angles));
        // Ramp filter in space (Ramachandran and Lakshminarayanan 1971), for a spacing of 1.
        _ramp = new float[_bins];
        _ramp[0] = 0.25f;
        for (var i = 1; i < _bins; i += 2)
            _ramp[i] = (float)(-1 / (Math.PI * Math.PI * i * i));
    }

    /// <summary>Adds hardening and streaks to a slice, and tells how noisy it is at every low-resolution pixel, relative to the middle of a usual head.</summary>
    internal (float[] NoiseLevel, int Size) Add(int slice, float[] hu)
    {
        var (tissue, bone) = Shrink(hu);
        var (path, bonePath) = Project(tissue, bone);
        var random = new PhantomRandom(_spec.NoiseSeed, $"rays {slice}");
        var (error, variance) = (new float[path.Length], new float[path.Length]);
        for (var i = 0; i < path.Length; i++)
        {
            variance[i] = (float)ExactMath.Exp(AttenuationPerMm * (path[i] + 1.2 * bonePath[i] - ReferencePathMm));
            var hardening = -0.4 * _spec.BeamHardening * bonePath[i] * (bonePath[i] + 0.12 * path[i]);
            var cupping = -0.005 * _spec.CuppingHu * path[i] * path[i];
            error[i] = (float)(hardening + cupping + 1.7 * _spec.NoiseHu * Math.Sqrt(variance[i]) * variance[i] * random.Normal(0, 1));
        }
        var artefact = BackProject(Filter(error), 1, (float)(Math.PI / Angles) / _spacing);
        var level = BackProject(variance, AnglesPerLevel, (float)AnglesPerLevel / Angles);
        for (var i = 0; i < level.Length; i++)
            level[i] = MathF.Sqrt(level[i]);
        for (var row = 0; row < _spec.MatrixSize; row++)
            for (var column = 0; column < _spec.MatrixSize; column++)
                hu[row * _spec.MatrixSize + column] += Sample(artefact, row, column);
        return (level, _size);
    }

    /// <summary>Value of a low-resolution map at a pixel of the slice.</summary>
    internal float Sample(float[] map, int row, int column)
    {
        var (y, x) = (Math.Clamp((row + 0.5f) / _block - 0.5f, 0, _size - 1.001f), Math.Clamp((column + 0.5f) / _block - 0.5f, 0, _size - 1.001f));
        var (iy, ix) = ((int)y, (int)x);
        var (fy, fx, at) = (y - iy, x - ix, iy * _size + ix);
        var upper = map[at] + (map[at + 1] - map[at]) * fx;
        var lower = map[at + _size] + (map[at + _size + 1] - map[at + _size]) * fx;
        return upper + (lower - upper) * fy;
    }

    // Millimetres of water, and of what bone has beyond water, in every low-resolution pixel.
    private (float[] Tissue, float[] Bone) Shrink(float[] hu)
    {
        var (tissue, bone) = (new float[_size * _size], new float[_size * _size]);
        var scale = _spacing / (1000f * _block * _block);
        for (var row = 0; row < _size * _block; row++)
            for (var column = 0; column < _size * _block; column++)
            {
                var (value, at) = (hu[row * _spec.MatrixSize + column], row / _block * _size + column / _block);
                tissue[at] += Math.Clamp(value + 1000, 0, 1050) * scale;
                bone[at] += (Math.Max(value - 200, 0) + MetalExcess * Math.Max(value - MetalHu, 0)) * scale;
            }
        return (tissue, bone);
    }

    private (float[] Tissue, float[] Bone) Project(float[] tissue, float[] bone)
    {
        var (path, bonePath) = (new float[Angles * _bins], new float[Angles * _bins]);
        for (var row = 0; row < _size; row++)
            for (var column = 0; column < _size; column++)
            {
                var (water, mineral) = (tissue[row * _size + column], bone[row * _size + column]);
                if (water == 0 && mineral == 0)
                    continue;
                for (var angle = 0; angle < Angles; angle++)
                {
                    var bin = Bin(angle, row, column, out var fraction);
                    path[bin] += water * (1 - fraction);
                    path[bin + 1] += water * fraction;
                    bonePath[bin] += mineral * (1 - fraction);
                    bonePath[bin + 1] += mineral * fraction;
                }
            }
        return (path, bonePath);
    }

    private float[] Filter(float[] sinogram)
    {
        var filtered = new float[sinogram.Length];
        for (var angle = 0; angle < Angles; angle++)
        {
            var source = sinogram.AsSpan(angle * _bins, _bins);
            for (var i = 0; i < _bins; i++)
            {
                var sum = 0f;
                for (var j = i & 1 ^ 1; j < _bins; j += 2)
                    sum += source[j] * _ramp[Math.Abs(i - j)];
                filtered[angle * _bins + i] = sum + source[i] * _ramp[0];
            }
        }
        return filtered;
    }

    private float[] BackProject(float[] sinogram, int angleStep, float scale)
    {
        var image = new float[_size * _size];
        for (var row = 0; row < _size; row++)
            for (var column = 0; column < _size; column++)
            {
                var sum = 0f;
                for (var angle = 0; angle < Angles; angle += angleStep)
                {
                    var bin = Bin(angle, row, column, out var fraction);
                    sum += sinogram[bin] + (sinogram[bin + 1] - sinogram[bin]) * fraction;
                }
                image[row * _size + column] = sum * scale;
            }
        return image;
    }

    private int Bin(int angle, int row, int column, out float fraction)
    {
        var middle = (_size - 1) * 0.5f;
        var t = (column - middle) * _cos[angle] + (row - middle) * _sin[angle] + _bins * 0.5f;
        fraction = t - (int)t;
        return angle * _bins + (int)t;
    }
}
