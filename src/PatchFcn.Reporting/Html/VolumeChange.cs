using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Html;

/// <summary>Marked volume in an earlier study and in this one, mL.</summary>
/// <param name="Class">The class; null for all together.</param>
/// <param name="Then">In the earlier study.</param>
/// <param name="Now">In this one.</param>
internal sealed record VolumeChange(string? Class, double Then, double Now)
{
    /// <summary>What came to it; negative where it became less.</summary>
    public double Change => Now - Then;

    /// <summary>The change of every class, then of all; none where there is no earlier result of the same model, or one of the two is of a part of the head: it would look like growth.</summary>
    internal static IReadOnlyList<VolumeChange> Of(StudyReport report)
    {
        if (report is not { Prior: { SameModel: true, InPart: false } prior, Classes: { } classes, VolumeMl: { } volume } || CoverageGaps.IsInPart(report))
            return [];
        var then = prior.Classes.ToLookup(it => it.Name, it => it.VolumeMl);
        var each = classes.Count > 1 ? classes.Select(it => new VolumeChange(it.Name, then[it.Name].Sum(), it.VolumeMl)) : [];
        return [.. each, new VolumeChange(null, prior.VolumeMl, volume)];
    }
}
