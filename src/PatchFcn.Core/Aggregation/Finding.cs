using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>One connected bleed as the network sees it.</summary>
/// <param name="Id"><c>F1</c>, <c>F2</c>… in order of falling volume; of equals the more inferior first.</param>
/// <param name="Class">Class name of the model.</param>
/// <param name="Score">
/// Highest probability of hemorrhage at any of its pixels, over 0.5 to 1. It speaks of these pixels alone; what the network says of the region around them, on the scale
/// of the operating point, is the score of <paramref name="TopPatch"/>, which a neighbouring bleed may share.
/// </param>
/// <param name="VolumeMl">Volume, mL (<see cref="LesionVolume"/>).</param>
/// <param name="CentroidMm">Centroid by volume, patient coordinates (LPS), mm.</param>
/// <param name="Laterality">Side of the brain's own midsagittal plane.</param>
/// <param name="Slices">First and last source slice.</param>
/// <param name="LongestDiameterMm">Longest diameter on an axial slice, mm (<see cref="AxialDiameter"/>).</param>
/// <param name="ThicknessMm">Maximum thickness of a subdural or epidural hematoma, mm (<see cref="InscribedThickness"/>); null for other classes.</param>
/// <param name="Abc2Ml">ABC/2 of an intraparenchymal hemorrhage or one of unknown type, mL (<see cref="AbcOverTwo"/>); null for other classes.</param>
/// <param name="MeanHu">Mean density, HU.</param>
/// <param name="ReasonTags">What to weigh before believing it (<see cref="ReasonTag"/>).</param>
/// <param name="TopPatch">The patch that best stands for it: the highest product of its class score and the share of the finding it covers; null where none covers any.</param>
public sealed record Finding(
    string Id,
    string Class,
    double Score,
    double VolumeMl,
    Vector3D CentroidMm,
    Laterality Laterality,
    SliceRange Slices,
    double LongestDiameterMm,
    double? ThicknessMm,
    double? Abc2Ml,
    double MeanHu,
    IReadOnlyList<string> ReasonTags,
    SourcePatch? TopPatch)
{
    /// <summary>The axes behind <see cref="Abc2Ml"/>; null where that is.</summary>
    public AbcOverTwo? Abc2 { get; init; }
}
