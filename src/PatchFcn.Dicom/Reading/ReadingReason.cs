using PatchFcn.Core.Studies;

namespace PatchFcn.Dicom.Reading;

/// <summary>
/// Something that reading has to say about a file, a series or a study. All of them stand in <see cref="ReadingCatalogue"/>.
/// </summary>
/// <param name="Name">Stable name in camelCase that programs may rely on.</param>
/// <param name="Sentence">What is the matter, in one sentence for a clinician.</param>
/// <param name="Advice">What can be done about it; empty where nothing needs to be.</param>
public sealed record ReadingReason(string Name, string Sentence, string Advice = "")
{
    /// <summary>The refusal of a study for this reason.</summary>
    /// <param name="detail">Figures that belong to this study, as a whole sentence without patient identifiers.</param>
    public Refusal ToRefusal(string detail = "") => new(Name, Message(detail));

    /// <summary>The warning for this reason.</summary>
    /// <inheritdoc cref="ToRefusal"/>
    public StudyWarning ToWarning(string detail = "") => new(Name, Message(detail));

    private string Message(string detail) => string.Join(' ', new[] { Sentence, detail, Advice }.Where(part => part.Length > 0));
}
