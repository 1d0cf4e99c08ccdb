using PatchFcn.Workflow.Engine;
using Spectre.Console;

namespace PatchFcn.Cli;

/// <summary>
/// Tells on stderr how far a study has come: bars on a terminal, a line for each tenth of a stage elsewhere.
/// </summary>
internal static class ProgressView
{
    /// <summary>Runs the work while its progress is shown.</summary>
    public static async Task<T> RunAsync<T>(bool quiet, Func<IProgress<StudyProgress>?, Task<T>> work)
    {
        if (quiet)
            return await work(null);
        if (!Stderr.IsTerminal)
            return await work(new Lines());
        return await Stderr.Console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    private static string Describe(StudyProgress state) => state.Stage switch
    {
        Stage.Ingest => "reading slices",
        Stage.StripSkull => "stripping the skull",
        Stage.ScoreSlices => state.ProvisionalFinding ? "scoring slices: provisional finding" : "scoring slices",
        Stage.Aggregate => "measuring findings",
        _ => "writing results",
    };

    private sealed class Lines : IProgress<StudyProgress>
    {
        private readonly Lock _gate = new();
        private string _last = "";

        public void Report(StudyProgress value)
        {
            var tenth = Math.Max(1, value.Total / 10);
            if (value.Done % tenth != 0 && value.Done != value.Total)
                return;
            var line = $"{Describe(value)}: {value.Done} of {value.Total}";
            lock (_gate)
            {
                if (line != _last)
                    Console.Error.WriteLine(line);
                _last = line;
            }
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<StudyProgress>
    {
        private readonly Dictionary<Stage, ProgressTask> _tasks = [];

        public void Report(StudyProgress value)
        {
            lock (_tasks)
            {
                if (!_tasks.TryGetValue(value.Stage, out var task))
                    _tasks[value.Stage] = task = context.AddTask(Describe(value));
                task.Description = value is { Stage: Stage.ScoreSlices, ProvisionalFinding: true } ? $"[red]{Describe(value)}[/]" : Describe(value);
                task.MaxValue = value.Total;
                task.Value = Math.Max(task.Value, value.Done);
            }
        }
    }

    /// <summary>"slice 12 of 32", in short.</summary>
    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"{task.Value:0} of {task.MaxValue:0}");
    }
}
