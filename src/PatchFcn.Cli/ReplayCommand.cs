using System.CommandLine;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Cli;

/// <summary><c>patchfcn replay</c>: whether a result comes out the same again.</summary>
internal static class ReplayCommand
{
    private const int LongestValue = 80;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var result = new Argument<DirectoryInfo>("result") { Description = "The folder of the result, the one with manifest.json." };
        var studies = new Option<string>("--studies", "-s") { Description = "The study, or a folder of studies: the one the result was made from is found by its files.", Required = true };
        var model = new Option<DirectoryInfo?>("--model", "-m") { Description = "Model package; by default the one that ships with this command under the name in the manifest." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No progress on stderr." };
        var command = new Command("replay", "Runs a result again from its manifest and says what differs. Writes nothing. Exits with 0 if all is the same, 4 if not.") { result, studies, model, quiet };
        command.SetAction((parsed, cancellation) => CommandRunner.RunAsync(cancellation, async () =>
        {
            var outcome = await ProgressView.RunAsync(parsed.GetValue(quiet), progress => Replay.RunAsync(
                parsed.GetRequiredValue(result).FullName, parsed.GetRequiredValue(studies), Path.Combine(AppContext.BaseDirectory, "models"),
                parsed.GetValue(model)?.FullName, progress, cancellation));
            Write(outcome);
            return outcome.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Different;
        }));
        return command;
    }

    private static void Write(ReplayOutcome outcome)
    {
        if (outcome.Differences.Count == 0)
        {
            Console.WriteLine($"The same: {outcome.Inputs} inputs, {outcome.Outputs} outputs, score {outcome.ScoreNow ?? "none"}.");
            return;
        }

        var score = outcome.ScoreThen == outcome.ScoreNow ? $"the score is the same ({outcome.ScoreNow ?? "none"})" : $"score {outcome.ScoreThen ?? "none"} then, {outcome.ScoreNow ?? "none"} now";
        Console.WriteLine($"NOT the same: {outcome.Differences.Count} differences, {score}.");
        foreach (var difference in outcome.Differences)
            Console.WriteLine($"{difference.What} {difference.Name}: {Short(difference.Then)} then, {Short(difference.Now)} now");
    }

    private static string Short(string? value) => value is null ? "nothing" : value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
