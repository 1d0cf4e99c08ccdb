using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Inference.Models;

/// <summary>What the values of a manifest may be.</summary>
internal static class ManifestRules
{
    private static readonly string[] IntendedUses = [IntendedUse.Demonstration, IntendedUse.Research, IntendedUse.Clinical];
    private static readonly string[] Grids = [.. Enum.GetValues<ScoringGrid>().Select(grid => grid.ToName())];
    private static readonly IReadOnlyList<string>[] ClassLists = [HemorrhageClass.Binary, HemorrhageClass.Types];

    // JSON may hold null where the manifest has a dictionary of what is not null.
    private static readonly IReadOnlyDictionary<string, OperatingPoint> NoPoints = new Dictionary<string, OperatingPoint>();

    /// <summary>One sentence for each value that is not allowed.</summary>
    public static IEnumerable<string> Violations(ModelManifest manifest) =>
        Checks(manifest).Concat(OperatingPointChecks(manifest)).Where(check => !check.Holds).Select(check => check.Otherwise);

    private static IEnumerable<(bool Holds, string Otherwise)> Checks(ModelManifest m) =>
    [
        (!string.IsNullOrWhiteSpace(m.Name), "name is empty."),
        (!string.IsNullOrWhiteSpace(m.Version), "version is empty."),
        (IsPlain(m.Name) && IsPlain(m.Version) && m.Name.Length + m.Version.Length < 64, "name and version are not ASCII without a backslash, together under 64 characters (DICOM's LO)."),
        (!string.IsNullOrWhiteSpace(m.TrainedOn), "trainedOn is empty."),
        (m.Sha256.Length == 64 && m.Sha256.All(char.IsAsciiHexDigitLower), "sha256 is not 64 lower-case hexadecimal digits."),
        (m.Patch is >= 8 and <= 4096, $"patch is {m.Patch}, not 8 to 4096."),
        (m.Stride >= 1 && m.Stride <= m.Patch, $"stride is {m.Stride}, not 1 to the patch side."),
        (m.Channels == AnalysisGrid.Channels, $"channels is {m.Channels}; this program stacks {AnalysisGrid.Channels}."),
        (float.IsFinite(m.HuWindow.Low) && float.IsFinite(m.HuWindow.High) && m.HuWindow.Low < m.HuWindow.High, "huWindow.low is not below huWindow.high."),
        (m.FillValue is >= 0 and <= 1, $"fillValue is {m.FillValue}, not 0 to 1."),
        (IsLength(m.PixelSpacingMm, 0.1, 10), $"pixelSpacingMm is {m.PixelSpacingMm}, neither null nor 0.1 to 10."),
        (IsLength(m.SlabMm, 0.1, 50), $"slabMm is {m.SlabMm}, neither null nor 0.1 to 50."),
        (IsLength(m.NeighbourMm, 0.1, 50), $"neighbourMm is {m.NeighbourMm}, neither null nor 0.1 to 50."),
        (ClassLists.Any(list => list.SequenceEqual(m.Classes)), "classes is neither [hemorrhage] nor [sdh, edh, iph, sah-ivh]."),
        (IntendedUses.Contains(m.IntendedUse), $"intendedUse is none of {string.Join(", ", IntendedUses)}."),
    ];

    private static IEnumerable<(bool Holds, string Otherwise)> OperatingPointChecks(ModelManifest manifest)
    {
        yield return (manifest.OperatingPoints.Count > 0, "operatingPoints is empty.");
        foreach (var (grid, points) in manifest.OperatingPoints)
        {
            yield return (Grids.Contains(grid), $"operatingPoints has a grid that is none of {string.Join(", ", Grids)}.");
            yield return (points?.ContainsKey(ModelPackage.DefaultOperatingPoint) == true, $"operatingPoints.{grid} has no {ModelPackage.DefaultOperatingPoint}.");
            foreach (var (name, point) in points ?? NoPoints)
            {
                var path = $"operatingPoints.{grid}.{name}";
                if (point is null)
                {
                    yield return (false, $"{path} is null.");
                    continue;
                }
                yield return (point.Threshold is > 0 and <= 1, $"{path}.threshold is not over 0 and up to 1.");
                yield return (point.Sensitivity is null or (>= 0 and <= 1), $"{path}.sensitivity is neither null nor 0 to 1.");
                yield return (point.Specificity is null or (>= 0 and <= 1), $"{path}.specificity is neither null nor 0 to 1.");
                yield return (!string.IsNullOrWhiteSpace(point.MeasuredOn), $"{path}.measuredOn is empty.");
            }
        }
    }

    /// <summary>What every character set of DICOM holds, and no delimiter of values (PS3.5 6.1, 6.2).</summary>
    private static bool IsPlain(string text) => text.All(character => character is >= ' ' and <= '~' and not '\\');

    private static bool IsLength(double? value, double low, double high) => value is null || (value >= low && value <= high);
}
