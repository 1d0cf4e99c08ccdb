using PatchFcn.Core.Studies;
using PatchFcn.Dicom.Reading.Frames;
using static System.FormattableString;
using static PatchFcn.Dicom.Reading.ReadingCatalogue;

namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Which of all images become the analysed stack, and what becomes of the others.</summary>
internal sealed class SeriesSelection
{
    private readonly Dictionary<CtFrame, ReadingReason> _verdicts = [];
    private readonly StackBuilder _builder;

    private SeriesSelection(StackBuilder builder) => _builder = builder;

    /// <summary>The stack; null where the study is refused.</summary>
    public SliceStack? Stack { get; private set; }

    /// <summary>Why no stack was made; null where one was, and where there is no axial image at all.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>What became of every image.</summary>
    public IReadOnlyDictionary<CtFrame, ReadingReason> Verdicts => _verdicts;

    /// <summary>
    /// Applies the rules for images, then those for series, then tries to make a stack of the series in order of preference.
    /// </summary>
    public static SeriesSelection Choose(IReadOnlyList<CtFrame> frames, StackBuilder builder)
    {
        var selection = new SeriesSelection(builder);
        foreach (var frame in frames)
            if (ImageRules.Exclude(frame) is { } reason)
                selection._verdicts[frame] = reason;

        var axial = frames.Where(frame => !selection._verdicts.ContainsKey(frame));
        selection.ChooseStudy([.. SeriesRules.ByPreference(SeriesGrouping.Group(axial, selection._verdicts))]);

        selection.Judge(selection.Stack?.Frames ?? [], Files.Used);
        selection.Judge(frames, selection.Stack is null ? Images.StudyRefused : Images.OtherSeries);
        return selection;
    }

    private void ChooseStudy(IReadOnlyList<SeriesCandidate> candidates)
    {
        var exclusions = new List<Exclusion>();
        var studies = candidates.GroupBy(candidate => candidate.First.Header.StudyInstanceUid).ToList();
        var stacks = studies.Select(study => FirstStack(study, exclusions)).OfType<SliceStack>().ToList();
        if (stacks.Count == 1)
            Stack = stacks[0];
        else if (stacks.Count > 1)
            Refusal = Studies.SeveralStudies.ToRefusal();
        else
            Refusal = exclusions.MaxBy(exclusion => exclusion.Rank) is { } nearest
                ? nearest.Reason.ToRefusal(string.Join(' ', new[] { nearest.Detail, OfSeveral(studies.Count) }.Where(part => part.Length > 0)))
                : null;
    }

    /// <summary>Whoever sends several patients at once is to know that the reason is not that of one alone.</summary>
    private static string OfSeveral(int studies) =>
        studies < 2 ? "" : Invariant($"The upload holds {studies} studies, none of which can be analysed; this is the reason of the one that came nearest.");

    /// <summary>
    /// Every series is judged by the rules, so that the ledger names the true reason; stacks are built until one succeeds.
    /// </summary>
    private SliceStack? FirstStack(IEnumerable<SeriesCandidate> study, List<Exclusion> exclusions)
    {
        SliceStack? stack = null;
        foreach (var candidate in study)
        {
            var exclusion = SeriesRules.Exclude(candidate);
            if (exclusion is null && stack is null)
                (stack, exclusion) = _builder.Build(candidate, _verdicts);
            if (exclusion is null)
                continue;
            exclusions.Add(exclusion);
            Judge(candidate.Frames, exclusion.Reason);
        }
        return stack is null ? null : WithMixedWarning(stack);
    }

    private SliceStack WithMixedWarning(SliceStack stack)
    {
        var series = stack.Frames[0].Header.SeriesInstanceUid;
        var isMixed = _verdicts.Any(verdict => verdict.Value == Images.OtherGeometry && verdict.Key.Header.SeriesInstanceUid == series);
        return isMixed ? stack with { Warnings = [.. stack.Warnings, Warnings.MixedSeries.ToWarning()] } : stack;
    }

    private void Judge(IEnumerable<CtFrame> frames, ReadingReason reason)
    {
        foreach (var frame in frames)
            _verdicts.TryAdd(frame, reason);
    }
}
