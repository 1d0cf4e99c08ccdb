using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;

namespace PatchFcn.Dicom.Writing.Documents;

/// <summary>What was measured in a study.</summary>
/// <param name="Score">Stack score, 0..1.</param>
/// <param name="VolumeMl">Volume of the whole mask, mL.</param>
/// <param name="ClassVolumesMl">Volume of each class, mL.</param>
/// <param name="Findings">The findings.</param>
/// <param name="Impression">In words, those of the page: whether the operating point was reached, and what was not analysed.</param>
public sealed record MeasuredStudy(
    double Score, double VolumeMl, IReadOnlyDictionary<string, double> ClassVolumesMl, IReadOnlyList<MeasuredFinding> Findings, string Impression);

/// <summary>What was measured of one finding; see <see cref="Finding"/>.</summary>
/// <param name="Id">Its name in the report.</param>
/// <param name="Class">Class name of the model.</param>
/// <param name="Score">Score of the patch that stands for it, 0..1, as that of the study is one of patches; null where no patch covers it.</param>
/// <param name="VolumeMl">Volume, mL.</param>
/// <param name="Laterality">Side.</param>
/// <param name="Slices">First and last slice.</param>
/// <param name="LongestDiameterMm">Longest axial diameter, mm.</param>
/// <param name="ThicknessMm">Maximum thickness, mm; null where not measured.</param>
/// <param name="Abc2">ABC/2 and its axes; null where not measured.</param>
public sealed record MeasuredFinding(
    string Id,
    string Class,
    double? Score,
    double VolumeMl,
    Laterality Laterality,
    SliceRange Slices,
    double LongestDiameterMm,
    double? ThicknessMm,
    AbcOverTwo? Abc2);
