using System.Globalization;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Training.Data;

/// <summary>Scales in messages.</summary>
internal static class ScaleWords
{
    /// <summary>Such as <c>pixels of 1 mm, slabs of 5 mm, edge Repeat</c>.</summary>
    public static string InWords(this AnalysisScale scale)
    {
        static string Mm(double? mm) => mm is { } length ? string.Create(CultureInfo.InvariantCulture, $"{length} mm") : "the study's own size";
        var neighbours = scale.NeighbourMm is null ? "" : $", neighbours at {Mm(scale.NeighbourMm)}";
        return $"pixels of {Mm(scale.PixelSpacingMm)}, slabs of {Mm(scale.SlabMm)}{neighbours}, edge {scale.Edge}";
    }
}
