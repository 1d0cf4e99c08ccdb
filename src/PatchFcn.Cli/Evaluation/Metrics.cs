using System.Text.Json.Serialization;
using PatchFcn.Core.Evaluation;

namespace PatchFcn.Cli.Evaluation;

/// <summary>
/// The content of <c>metrics.json</c>. A figure that does not exist is null, and most have their reason in <see cref="Undefined"/>. Intervals are [low, high], 95 %.
/// </summary>
internal sealed record Metrics
{
    /// <summary>Version of this format, major.minor.</summary>
    public string SchemaVersion { get; init; } = "1.1";

    /// <summary>What was judged.</summary>
    public required JudgedModel Model { get; init; }

    /// <summary>Patches that were scored.</summary>
    public required string Grid { get; init; }

    /// <summary>What it was judged on.</summary>
    public required JudgedSet TestSet { get; init; }

    /// <summary>Cases that were analysed; all figures are about these.</summary>
    public required int N { get; init; }

    /// <summary>Those of them with acute blood.</summary>
    public required int Positives { get; init; }

    /// <summary>How many patients the analysed cases are of.</summary>
    public required int Patients { get; init; }

    /// <summary>Cases that were not analysed, and why. They are in no figure.</summary>
    public required IReadOnlyList<UnjudgedCase> NotAnalyzed { get; init; }

    /// <summary>Area under the ROC curve of examinations.</summary>
    public required double? Auc { get; init; }

    /// <summary>Its standard deviation by DeLong.</summary>
    public required double? AucSd { get; init; }

    /// <summary>Its interval by DeLong; exact where all cases are told apart. It takes every case for another patient.</summary>
    public required Interval? AucCi { get; init; }

    /// <summary>Its spread over bootstrapped patients; null where they are too few (<see cref="Bootstrap.FewestPatients"/>).</summary>
    public required Spread? AucBootstrap { get; init; }

    /// <summary>Dice coefficient over the pixels of all studies together.</summary>
    public required double? Dice { get; init; }

    /// <summary>Its spread over bootstrapped patients.</summary>
    public required Spread? DiceBootstrap { get; init; }

    /// <summary>Mean Dice coefficient of the positive studies.</summary>
    public required double? DiceMeanPositive { get; init; }

    /// <summary>Average precision over the pixels of all studies together.</summary>
    public required double? PixelAp { get; init; }

    /// <summary>Its spread over bootstrapped patients.</summary>
    public required Spread? PixelApBootstrap { get; init; }

    /// <summary>Studies whose pixels could be compared: with a label volume, or of a negative study with none.</summary>
    public required int PixelCases { get; init; }

    /// <summary>Specificity where no positive case is missed.</summary>
    public double? SpecificityAtFullSensitivity => FullSensitivity?.Specificity.Value;

    /// <summary>Sensitivity at the next point of the curve.</summary>
    public double? SensitivityAtNextPoint => NextPoint?.Sensitivity.Value;

    /// <summary>Specificity at the next point of the curve.</summary>
    public double? SpecificityAtNextPoint => NextPoint?.Specificity.Value;

    /// <summary>Sensitivity at the operating point that was chosen.</summary>
    public double? SensitivityAtOperatingPoint => OperatingPoints[OperatingPoint].Sensitivity.Value;

    /// <summary>Specificity at the operating point that was chosen.</summary>
    public double? SpecificityAtOperatingPoint => OperatingPoints[OperatingPoint].Specificity.Value;

    /// <summary>The highest specificity at which no positive case is missed.</summary>
    public required RocPoint? FullSensitivity { get; init; }

    /// <summary>The next point: fewest positive cases missed, but some.</summary>
    public required RocPoint? NextPoint { get; init; }

    /// <summary>Name of the operating point that was chosen.</summary>
    public required string OperatingPoint { get; init; }

    /// <summary>The model's operating points for this grid, by name.</summary>
    public required IReadOnlyDictionary<string, RocPoint> OperatingPoints { get; init; }

    /// <summary>
    /// Area under the ROC curve for every class. A model of several classes is judged by its score of the class, on studies with the class against all others
    /// (paper, table 1); a binary model by its one score, on studies with the class against those without blood.
    /// </summary>
    public required IReadOnlyDictionary<string, double?> PerClass { get; init; }

    /// <summary>The same with deviations and intervals.</summary>
    public required IReadOnlyDictionary<string, AucEstimate?> PerClassDetail { get; init; }

    /// <summary>Whether scores mean what they say.</summary>
    public required Calibration? Calibration { get; init; }

    /// <summary>Results by size, class, type and maker.</summary>
    public required Breakdown Breakdown { get; init; }

    /// <summary>Another grid on the same cases; not there where none was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GridComparison? Against { get; init; }

    /// <summary>Cases whose label volume could not be used or contradicts the table, and what is wrong.</summary>
    public required IReadOnlyDictionary<string, string> Notes { get; init; }

    /// <summary>Figures that do not exist, and why.</summary>
    public required IReadOnlyDictionary<string, string> Undefined { get; init; }
}

/// <summary>The model that was judged.</summary>
internal sealed record JudgedModel(string Name, string Version, string Sha256, string IntendedUse, IReadOnlyList<string> Classes);

/// <summary>The test set. Its hash is what freezes it (<see cref="PatchFcn.Dicom.Truth.TruthSet.Hash"/>).</summary>
internal sealed record JudgedSet(string Sha256, int Cases);

/// <summary>A case that was not analysed.</summary>
internal sealed record UnjudgedCase(string Case, bool Positive, string Reason);
