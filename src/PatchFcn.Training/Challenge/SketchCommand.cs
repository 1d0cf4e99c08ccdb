using System.CommandLine;
using PatchFcn.Phantoms.Specs;

namespace PatchFcn.Training.Challenge;

/// <summary><c>patchfcn-train sketch</c>: head CTs of the second generator, to test with and never to train on.</summary>
internal static class SketchCommand
{
    private const double LeastMl = 1;

    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out", "-o") { Description = "Folder for the cases and truth.csv.", Required = true };
        var count = new Option<int>("--count", "-n") { Description = "Number of heads; every second one has a bleed.", DefaultValueFactory = _ => 20 };
        var seed = new Option<int>("--seed", "-s") { Description = "Seed of the first; the next ones count up.", DefaultValueFactory = _ => 1 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--count is at least 1.");
        });
        var command = new Command("sketch", "Makes head CTs by a second generator, which shares nothing with the phantoms and is never trained on.") { output, count, seed };
        command.SetAction((arguments, cancellation) => Task.Run(
            () => ChallengeSuite.Write(
                arguments.GetRequiredValue(output).FullName, "sketch", arguments.GetValue(count), arguments.GetValue(seed), "", at => Create(at), cancellation),
            cancellation));
        return command;
    }

    /// <summary>The case of a seed: odd seeds have a bleed, the types taking turns; the head is drawn again where the bleed comes out under 1 mL.</summary>
    public static ChallengeCase Create(int seed, int size = SketchScan.Size)
    {
        if (seed % 2 == 0)
            return SketchScan.Create(seed, null, size);
        var type = (BleedType)(seed / 2 % 5);
        var made = SketchScan.Create(seed, type, size);
        for (var attempt = 1; made.Truth.TotalMl() < LeastMl; attempt++)
            made = SketchScan.Create(seed + 1_000_003 * attempt, type, size) with { Patient = seed };
        return made;
    }
}
