using System.Numerics;
using System.Runtime.InteropServices;

namespace PatchFcn.Core.Volumes.Resampling;

/// <summary>Arithmetic on rows of floats, as many at a time as the processor takes.</summary>
internal static class VectorMath
{
    /// <summary>Adds <paramref name="factor"/> times the source to the target, which is of the same length.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        var wideSource = MemoryMarshal.Cast<float, Vector<float>>(source);
        var wideTarget = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < wideTarget.Length; i++)
            wideTarget[i] += wideSource[i] * factor;
        for (var i = wideTarget.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += source[i] * factor;
    }

    /// <summary>Adds <paramref name="factor"/> times the source to the target, and the factor to the weights, where the source is a number. All are of the same length.</summary>
    public static void AddScaledNumbers(ReadOnlySpan<float> source, float factor, Span<float> target, Span<float> weights)
    {
        var wideSource = MemoryMarshal.Cast<float, Vector<float>>(source);
        var wideTarget = MemoryMarshal.Cast<float, Vector<float>>(target);
        var wideWeights = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var wideFactor = new Vector<float>(factor);
        for (var i = 0; i < wideTarget.Length; i++)
        {
            var isNumber = Vector.Equals(wideSource[i], wideSource[i]);
            wideTarget[i] += Vector.ConditionalSelect(isNumber, wideSource[i] * wideFactor, Vector<float>.Zero);
            wideWeights[i] += Vector.ConditionalSelect(isNumber, wideFactor, Vector<float>.Zero);
        }

        for (var i = wideTarget.Length * Vector<float>.Count; i < target.Length; i++)
        {
            if (float.IsNaN(source[i]))
                continue;
            target[i] += source[i] * factor;
            weights[i] += factor;
        }
    }

    /// <summary>Adds the source to the target, which is of the same length.</summary>
    public static void Add(ReadOnlySpan<float> source, Span<float> target)
    {
        var wideSource = MemoryMarshal.Cast<float, Vector<float>>(source);
        var wideTarget = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < wideTarget.Length; i++)
            wideTarget[i] += wideSource[i];
        for (var i = wideTarget.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += source[i];
    }
}
