namespace PatchFcn.Core.Studies;

/// <summary>
/// Why a study is not analysed. A refusal is a result, not an error: it is reported, alerted and never retried.
/// </summary>
/// <param name="Name">Stable name in camelCase that programs may rely on, for example <c>noHeadCtSeries</c>.</param>
/// <param name="Message">One plain sentence for a clinician, and what can be done about it. Holds no patient identifier.</param>
public sealed record Refusal(string Name, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Message}";
}
