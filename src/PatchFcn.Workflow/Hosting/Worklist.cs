namespace PatchFcn.Workflow.Hosting;

/// <summary>The studies of a worklist that stays small however many were finished: all that somebody should look at, and the newest of the others.</summary>
/// <param name="Studies">The studies, the most urgent first.</param>
/// <param name="LeftOut">How many older ones are not among them.</param>
public sealed record Worklist(IReadOnlyList<ListedStudy> Studies, int LeftOut)
{
    /// <summary>Leaves out what is neither urgent nor new.</summary>
    /// <param name="studies">All studies, in their order.</param>
    /// <param name="newest">How many of those to keep in which nothing was found, or that somebody has seen; null: all.</param>
    internal static Worklist Of(IReadOnlyList<ListedStudy> studies, int? newest)
    {
        var others = studies.Where(study => study.Urgency is Urgency.Quiet or Urgency.Seen).OrderByDescending(study => study.Run.FinishedUtc);
        var old = others.Skip(newest ?? int.MaxValue).ToHashSet();
        return new([.. studies.Where(study => !old.Contains(study))], old.Count);
    }
}
