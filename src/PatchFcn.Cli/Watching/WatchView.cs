using System.Globalization;
using PatchFcn.Inference.Models;
using PatchFcn.Reporting.Reports;
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
        var seconds = taken.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var part = study.InPart ? " [yellow]in a part of the head[/]" : "";
        var score = study.Score?.ToString("0.00", CultureInfo.InvariantCulture);
        Write(key, study switch
        {
            { Status: ReportStatus.NotAnalyzed } => $"[yellow]not analysed: {study.Reason}[/], {seconds} s",
            { Status: ReportStatus.Incomplete } => $"[red]incomplete, the alarm stands: {study.Reason}[/], {seconds} s",
            { Positive: true } => $"[red]finding[/]{part}, score {score}, {Millilitres.Text(study.VolumeMl)} mL, {seconds} s, results/{study.ResultPath}",
            _ => $"no finding{part}, score {score}, {seconds} s, results/{study.ResultPath}",
        });
        if (study.Delivery is { } delivery)
            Write(key, delivery.Problem is null ? $"delivered {delivery.Objects} objects" : $"[yellow]delivered {delivery.Taken} of {delivery.Objects} objects: {Markup.Escape(delivery.Problem)}[/]");
    }

    public void Failed(string what, Exception problem) =>
        Stderr.Console.MarkupLineInterpolated($"{DateTime.Now:HH:mm:ss} [red]Could not {what}[/], it is tried again: {problem.GetType().Name}: {problem.Message.Split('\n')[0]}");

    private void Write(string key, string markup)
    {
        if (!quiet)
            Stderr.Console.MarkupLine($"{DateTime.Now:HH:mm:ss} {key[..8]} {markup}");
    }
}
