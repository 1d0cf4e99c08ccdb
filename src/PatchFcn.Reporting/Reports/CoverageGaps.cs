using PatchFcn.Core.Studies;

namespace PatchFcn.Reporting.Reports;

/// <summary>Warnings which say that a part of the head is not in the images or was not analysed: a bleed there cannot have been found, and no result may be silent about it.</summary>
public static class CoverageGaps
{
    /// <summary>Names of these warnings.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>
    {
        "missingSlices", "mixedSeries", "shortCoverage", "skullBaseNotCovered", "vertexNotCovered", "brainEndsAbruptly", "fieldOfViewCutsBrain",
    };

    /// <summary>Whether a report is of a part of the head.</summary>
    public static bool IsInPart(StudyReport report) => Of(report).Count > 0;

    /// <summary>Those of a report.</summary>
    public static IReadOnlyList<StudyWarning> Of(StudyReport report) => [.. report.Warnings.Where(warning => Names.Contains(warning.Name))];
}
