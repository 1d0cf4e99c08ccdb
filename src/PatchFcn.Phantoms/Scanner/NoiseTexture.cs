using PatchFcn.Phantoms.Randomness;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Phantoms.Scanner;

/// <summary>
/// Quantum noise as filtered backprojection leaves it: its power rises with frequency and is cut off by the kernel, so it is grainy rather than blotchy. Its level
/// follows from how many photons came through (see <see cref="RayArtefacts"/>).
/// </summary>
internal sealed class NoiseTexture
{
    private readonly ScannerSpec _spec;
    private readonly SeparableFilter _fine;
    private readonly SeparableFilter _coarse;
    private readonly float _gain;

    internal NoiseTexture(ScannerSpec spec)
    {
        _spec = spec;
        var deviation = Math.Max(spec.KernelFwhmMm / 2.355 / spec.PixelSpacingMm, 0.35);
        (_fine, _coarse) = (SeparableFilter.Gaussian(deviation), SeparableFilter.Gaussian(2.2 * deviation));
        _gain = (float)(spec.NoiseHu / Math.Sqrt(Variance()));
    }

    internal void Add(int slice, float[] hu, Func<int, int, float> level)
    {
        var size = _spec.MatrixSize;
        var random = new PhantomRandom(_spec.NoiseSeed, $"noise {slice}");
        var fine = new float[hu.Length];
        for (var i = 0; i < fine.Length; i += 2)
        {
            // Two uniforms of variance 1 from one number; filtering makes them normal.
            var bits = random.NextUInt64();
            fine[i] = ((uint)bits * (1f / 4294967296f) - 0.5f) * 3.4641016f;
            if (i + 1 < fine.Length)
                fine[i + 1] = ((bits >> 32) * (1f / 4294967296f) - 0.5f) * 3.4641016f;
        }
        var coarse = (float[])fine.Clone();
        _fine.Apply(fine, size);
        _coarse.Apply(coarse, size);
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
            {
                var at = row * size + column;
                hu[at] += _gain * level(row, column) * (fine[at] - 0.8f * coarse[at]);
            }
    }

    // Of the difference of the two filters, on noise of variance 1.
    private double Variance()
    {
        var reach = _coarse.Reach;
        var sum = 0.0;
        for (var y = -reach; y <= reach; y++)
            for (var x = -reach; x <= reach; x++)
            {
                var weight = _fine.Weight(x) * _fine.Weight(y) - 0.8 * _coarse.Weight(x) * _coarse.Weight(y);
                sum += weight * weight;
            }
        return sum;
    }
}
