namespace PatchFcn.Core.Studies;

/// <summary>Something a reader of the result should know although the study was analysed.</summary>
/// <param name="Name">Stable name in camelCase that programs may rely on, for example <c>unevenSpacing</c>.</param>
/// <param name="Message">One plain sentence. Holds no patient identifier.</param>
public sealed record StudyWarning(string Name, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Message}";
}
