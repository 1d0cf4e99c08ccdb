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

    /// <summary>Adds <paramref name="factor"/> times the source to the target where the mask is not 0. All are of the same length.</summary>
    public static void AddScaledWhere(ReadOnlySpan<float> mask, ReadOnlySpan<float> source, float factor, Span<float> target)
    {
        var wideMask = MemoryMarshal.Cast<float, Vector<float>>(mask);
        var wideSource = MemoryMarshal.Cast<float, Vector<float>>(source);
        var wideTarget = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < wideTarget.Length; i++)
            wideTarget[i] += Vector.ConditionalSelect(Vector.Equals(wideMask[i], Vector<float>.Zero), Vector<float>.Zero, wideSource[i] * factor);
        for (var i = wideTarget.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += mask[i] == 0 ? 0 : source[i] * factor;
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
