using System.Text.Json.Serialization;
using PatchFcn.Core.Evaluation;
using PatchFcn.Dicom.Truth;
using PatchFcn.Workflow;

namespace PatchFcn.Cli.Evaluation;

/// <summary>What the model says of one case, and how its pixels compare with the truth. Kept in <c>cases.jsonl</c>, one on each line.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Sha256">Hash of its files.</param>
/// <param name="Score">Score of the study, 0..1; null where it was not analysed.</param>
/// <param name="ClassScores">Score of every class of the model; null where not analysed.</param>
/// <param name="VolumeMl">Volume of the mask, mL; null where not analysed.</param>
/// <param name="TruthMl">Volume of the label volume, mL; 0 of a negative case without one, null where else there is none that fits.</param>
/// <param name="Pixels">Pixels against the label volume, against none marked of a negative case without one; null where else there is none that fits.</param>
/// <param name="Reason">Name of the reason why it was not analysed; null where it was.</param>
/// <param name="Note">What is wrong with the label volume, or with what the table says of it; null where nothing is.</param>
internal sealed record CaseResult(
    string Case,
    string Sha256,
    double? Score,
    IReadOnlyDictionary<string, double>? ClassScores,
    double? VolumeMl,
    double? TruthMl,
    PixelTally? Pixels,
    string? Reason,
    string? Note)
{
    /// <summary>What the table said when it was judged: a negative case without a label volume has pixels, a positive one has none.</summary>
    public bool Positive { get; init; }

    /// <summary>What another grid makes of it; null where none was asked for, or the case was not analysed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OtherGrid? Against { get; init; }

    /// <summary>Whether it was not analysed because something inside failed: no property of the case.</summary>
    [JsonIgnore]
    public bool HasFailed => Reason == WorkflowCatalogue.InternalFailure;
}

/// <summary>A case with its result.</summary>
internal sealed record JudgedCase(TruthCase Truth, CaseResult Result)
{
    /// <summary>Volume of the blood, mL: what the table says, else that of the label volume; null where neither knows.</summary>
    public double? TruthMl => Truth.VolumeMl ?? Result.TruthMl;

    /// <summary>Score and truth; only for a case that was analysed.</summary>
    public ScoredCase Scored => new(Result.Score!.Value, Truth.Positive);
}
