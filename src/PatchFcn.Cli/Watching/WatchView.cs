using System.Globalization;
using PatchFcn.Inference.Models;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using Spectre.Console;

namespace PatchFcn.Cli.Watching;

/// <summary>What the host does, a line for each thing, on stderr.</summary>
internal sealed class WatchView(bool quiet) : IHostLog
{
    private readonly HashSet<string> _alarmed = [];

    /// <summary>The host works.</summary>
    public void Ready(string address, ModelManifest model, int webhooks, bool delivers)
    {
        if (!quiet)
            Stderr.Console.MarkupLineInterpolated($"[bold]PatchFCN is watching.[/] Page: {address}  Model: {model.Name} {model.Version} ({model.IntendedUse})  Ctrl-C stops it.");
        if (webhooks > 0 && !delivers)
            Stderr.Console.MarkupLineInterpolated($"[yellow]{model.Name} is a demonstration model: only heartbeats are sent. --allow-demonstration {model.Name} changes that.[/]");
    }

    public void Started(string key)
    {
        lock (_alarmed)
            _alarmed.Remove(key);
        Write(key, "started");
    }

    public void Progressed(string key, StudyProgress progress)
    {
        lock (_alarmed)
            if (!progress.ProvisionalFinding || !_alarmed.Add(key))
                return;
        Write(key, "[red]provisional finding[/]");
    }

    public void Finished(string key, FinishedStudy study, TimeSpan taken)
    {
        lock (_alarmed)
            _alarmed.Remove(key);
        foreach (var line in Lines(study, taken))
            Write(key, line);
    }

    public void Failed(string what, Exception problem) =>
        Stderr.Console.MarkupLineInterpolated($"{DateTime.Now:HH:mm:ss} [red]Could not {what}[/]; will try again: {problem.GetType().Name}: {problem.Message.Split('\n')[0]}");

    /// <summary>How a study ended and what the archive took, in markup.</summary>
    internal static IEnumerable<string> Lines(FinishedStudy study, TimeSpan taken)
    {
        var seconds = taken.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        yield return study.Status switch
        {
            ReportStatus.NotAnalyzed => $"[yellow]not analysed: {study.Reason}[/], {seconds} s",
            ReportStatus.Incomplete => $"[red]incomplete, the alarm stands: {study.Reason}[/], {seconds} s",
            _ => $"{Verdict(study)}, {seconds} s, results/{study.ResultPath}",
        };
        if (study.Delivery is { } delivery)
            yield return delivery switch
            {
                { Problem: { } problem } => $"[yellow]delivered {delivery.Taken} of {delivery.Objects} objects: {Markup.Escape(problem)}[/]",
                { Objects: 0 } => "[yellow]nothing went to the PACS: this study has no DICOM objects[/]",
                _ => $"delivered {delivery.Objects} objects",
            };
    }

    /// <summary>The last line of <c>analyze</c>, in short and in colour.</summary>
    private static string Verdict(FinishedStudy study)
    {
        var what = ResultWords.Of(study.Positive, study.IsMarked, study.IntendedUse);
        var colour = study.Positive == true ? "red" : study.IsMarked ? "yellow" : "default";
        var part = study.InPart ? " [yellow]in the part of the head that was analysed[/]" : "";
        return $"[{colour}]{what}[/]{part}, score {ScoreText.Of(study.Score, study.Threshold)}, {Millilitres.Text(study.VolumeMl)} mL";
    }

    private void Write(string key, string markup)
    {
        if (!quiet)
            Stderr.Console.MarkupLine($"{DateTime.Now:HH:mm:ss} {key[..8]} {markup}");
    }
}
