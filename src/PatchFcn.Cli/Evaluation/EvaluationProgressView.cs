using System.Globalization;
using PatchFcn.Workflow.Engine;
using Spectre.Console;

namespace PatchFcn.Cli.Evaluation;

/// <summary>Tells on stderr how far an evaluation has come: a bar with the time left on a terminal, a line for each case elsewhere.</summary>
internal static class EvaluationProgressView
{
    /// <summary>Runs the work while its progress is shown.</summary>
    public static async Task<T> RunAsync<T>(bool quiet, Func<IProgress<CaseProgress>?, Task<T>> work)
    {
        if (quiet)
            return await work(null);
        if (!Stderr.IsTerminal)
            return await work(new SynchronousProgress<CaseProgress>(state => Console.Error.WriteLine(Describe(state))));
        return await Stderr.Console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("judging cases");
                return work(new SynchronousProgress<CaseProgress>(state =>
                {
                    (bar.Description, bar.MaxValue, bar.Value) = (Markup.Escape(Describe(state)), state.Total, state.Done);
                }));
            });
    }

    private static string Describe(CaseProgress state) => string.Create(
        CultureInfo.InvariantCulture,
        $"case {state.Done} of {state.Total}: {state.Last.Case}, {(state.Last.Score is { } score ? $"score {score.ToString("0.000", CultureInfo.InvariantCulture)}" : $"not analysed ({state.Last.Reason})")}");
}
