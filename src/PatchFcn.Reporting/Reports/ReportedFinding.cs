using System.Text.Json.Serialization;
using PatchFcn.Core.Aggregation;

namespace PatchFcn.Reporting.Reports;

/// <summary>What was found of one class.</summary>
/// <param name="Name"><c>hemorrhage</c>, or <c>sdh</c>, <c>edh</c>, <c>iph</c>, <c>sah-ivh</c>.</param>
/// <param name="Score">Score of the class in the whole stack, 0..1.</param>
/// <param name="VolumeMl">Marked volume of the class in mL.</param>
public sealed record ReportedClass(string Name, double Score, double VolumeMl);

/// <summary>One connected finding.</summary>
/// <param name="Id"><c>F1</c>, <c>F2</c> and so on.</param>
/// <param name="Class"><c>hemorrhage</c>, or <c>sdh</c>, <c>edh</c>, <c>iph</c>, <c>sah-ivh</c>.</param>
/// <param name="Score">Highest probability of its pixels, 0..1; the score on the scale of the operating point is that of <paramref name="TopPatch"/>.</param>
/// <param name="VolumeMl">Volume in mL.</param>
/// <param name="CentroidMm">Centroid x, y, z in patient coordinates (LPS), mm.</param>
/// <param name="Laterality"><c>left</c>, <c>right</c> or <c>midline</c>, which is also what lies on both sides; the patient's own side, against the brain's own midplane.</param>
/// <param name="Slices">The slices it reaches over.</param>
/// <param name="LongestDiameterMm">Longest diameter on an axial slice, mm.</param>
/// <param name="ThicknessMm">Thickness in mm; null unless the class is <c>sdh</c> or <c>edh</c>.</param>
/// <param name="Abc2Ml">ABC/2 in mL; null unless the class is <c>iph</c> or, where the model knows no types, <c>hemorrhage</c>.</param>
/// <param name="MeanHu">Mean density in HU.</param>
/// <param name="ReasonTags">Stable names of reasons for caution, for example <c>singleSlice</c>; a tag never suppresses a finding.</param>
/// <param name="TopPatch">The patch that best stands for it: the highest product of its class score and the share of the finding it covers, so not always the highest score over it; null where no patch covers it.</param>
public sealed record ReportedFinding(
    string Id,
    string Class,
    double Score,
    double VolumeMl,
    IReadOnlyList<double> CentroidMm,
    Laterality Laterality,
    ReportedSliceRange Slices,
    double LongestDiameterMm,
    double? ThicknessMm,
    double? Abc2Ml,
    double MeanHu,
    IReadOnlyList<string> ReasonTags,
    ReportedPatch? TopPatch)
{
    /// <summary>A, B and C of <see cref="Abc2Ml"/>, mm; null where that is.</summary>
    public IReadOnlyList<double>? Abc2AxesMm { get; init; }

    /// <summary>The side as people are told it: <c>midline</c> is also what lies on both sides.</summary>
    [JsonIgnore]
    public string SideInWords => Laterality switch
    {
        Laterality.Left => "left",
        Laterality.Right => "right",
        _ => "midline or both sides",
    };
}

/// <summary>Connected parts of the mask, each too small to be listed as a finding.</summary>
/// <param name="Count">How many.</param>
/// <param name="VolumeMl">Their volume together, mL.</param>
public sealed record ReportedSpecks(int Count, double VolumeMl);

/// <summary>A range of slices, both ends included, counted from 0 as in <see cref="ReportedSlice.Index"/>.</summary>
/// <param name="First">The most inferior slice.</param>
/// <param name="Last">The most superior slice.</param>
public sealed record ReportedSliceRange(int First, int Last)
{
    /// <summary>As people count: <c>slice 7</c>, <c>slices 65 to 68</c>.</summary>
    [JsonIgnore]
    public string InWords => First == Last ? $"slice {First + 1}" : $"slices {First + 1} to {Last + 1}";
}

/// <summary>One scored patch, in pixels of the source slice.</summary>
/// <param name="Slice">Index of the slice, from 0.</param>
/// <param name="Row">First row.</param>
/// <param name="Column">First column.</param>
/// <param name="Rows">Height in rows.</param>
/// <param name="Columns">Width in columns.</param>
/// <param name="Score">Score of the patch, 0..1.</param>
public sealed record ReportedPatch(int Slice, int Row, int Column, int Rows, int Columns, double Score);
