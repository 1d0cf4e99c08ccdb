using System.Diagnostics;
using System.Globalization;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Learning;

/// <summary>Tells on stderr how far a run is: one line that renews itself on a terminal, a line every half minute elsewhere.</summary>
internal sealed class RunView(TrainingPreset preset) : IProgress<RunProgress>
{
    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private readonly double _seconds = Console.IsErrorRedirected ? 30 : 0.5;

    /// <summary>What was reported last.</summary>
    public RunProgress? Latest { get; private set; }

    /// <summary>Hours, minutes and seconds; a run of days has more than 24 hours.</summary>
    public static string Text(TimeSpan left) => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left:mm\\:ss}");

    public void Report(RunProgress value)
    {
        Latest = value;
        if (_sinceLine.Elapsed.TotalSeconds < _seconds)
            return;
        _sinceLine.Restart();
        var stage = preset.Stages[value.Position.Stage];
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"{(Console.IsErrorRedirected ? "" : "\r")}stage {value.Position.Stage + 1} ({stage.Trains}), epoch {value.Position.Epoch + 1} of {stage.Epochs}, {100.0 * value.Step / value.Steps:f1} %: loss {value.Losses.Total:f4}, rate {value.Rate:g2}, {value.PatchesPerSecond:f0} patches/s, {Text(value.Left)} left{(Console.IsErrorRedirected ? "\n" : "   ")}"));
    }
}
