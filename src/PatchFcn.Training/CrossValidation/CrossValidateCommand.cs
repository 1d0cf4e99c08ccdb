using System.CommandLine;
using System.Globalization;
using PatchFcn.Core.Evaluation;
using PatchFcn.Dicom.Truth;
using PatchFcn.Training.Data;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Packaging;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.CrossValidation;

/// <summary><c>patchfcn-train cross-validate</c>: trains as often as there are folds, each time without one of them, and scores that one (paper, "4-fold cross-validation").</summary>
internal static class CrossValidateCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo[]>("--data") { Description = "Folders of prepared heads.", Required = true, AllowMultipleArgumentsPerToken = true };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the runs and of scores.csv; what is there goes on, with the same heads and settings.", Required = true };
        var preset = PresetOption.Create();
        var multiclass = new Option<bool>("--multiclass") { Description = "Tell the four classes of the paper apart." };
        var folds = new Option<int>("--folds") { Description = "Number of folds; a patient is in one of them.", DefaultValueFactory = _ => 4 };
        var seed = new Option<int>("--seed") { Description = "Seed of folds, weights and minibatches.", DefaultValueFactory = _ => 1 };
        var from = new Option<DirectoryInfo[]>("--from") { Description = "What every fold begins with, as in train. It must not have learned from these heads, or its figures mean nothing.", AllowMultipleArgumentsPerToken = true };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 2)
                result.AddError("--folds is 2 or more.");
        });
        var command = new Command("cross-validate", "Trains and judges on the same heads, each patient by a network that has not seen it.") { data, folder, preset, multiclass, folds, seed, from };
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            LibTorch.Require();
            var chosen = PresetFile.Find(arguments.GetValue(preset)!, arguments.GetValue(multiclass));
            var heads = HeadSet.LoadAll(arguments.GetRequiredValue(data).Select(folder => folder.FullName));
            string[] start = [.. arguments.GetValue(from)?.Select(it => it.FullName) ?? []];
            var plan = FoldPlan.Divide(heads, arguments.GetValue(folds), new RunState(chosen, arguments.GetValue(seed), 0), start);
            return Run(heads, plan, start, arguments.GetRequiredValue(folder).FullName, cancellation);
        }, cancellation));
        return command;
    }

    private static int Run(IReadOnlyList<PreparedHead> heads, FoldPlan plan, IReadOnlyList<string> from, string folder, CancellationToken cancellation)
    {
        plan.Keep(folder);
        var scores = new HeadScore[heads.Count];
        for (var fold = 1; fold <= plan.Folds; fold++)
        {
            var run = FoldPlan.Run(folder, fold);
            Console.Error.WriteLine($"Fold {fold} of {plan.Folds}.");
            var set = new HeadSet([.. heads.Where((_, i) => plan.Heads[i].Fold != fold)], [.. heads.Where((_, i) => plan.Heads[i].Fold == fold)]);
            if (!TrainingSession.Run(set, run, plan.Start, from, cancellation))
                return TrainingFailure.Cancelled;
            using var scorer = new HeadScorer(Package(run, fold, plan.Folds));
            foreach (var i in plan.In(fold))
                scores[i] = scorer.Score(heads[i], cancellation);
        }
        Write(Path.Combine(folder, "scores.csv"), heads, plan, scores);
        Tell(heads, plan, scores);
        return 0;
    }

    private static string Package(string run, int fold, int folds)
    {
        var package = Path.Combine(run, "model");
        using var network = Packager.Load(TrainingSession.Checkpoint(run));
        Packager.Save(package, network, "0.1.0", $"All folds but {fold} of {folds}.");
        return package;
    }

    private static void Write(string path, IReadOnlyList<PreparedHead> heads, FoldPlan plan, HeadScore[] scores) =>
        File.WriteAllLines(path, heads
            .Select((head, i) => CsvFile.Line(head.Name, plan.Heads[i].Fold.ToString(CultureInfo.InvariantCulture), head.HasBlood ? "1" : "0", InWords(scores[i].Score, "f6"), InWords(scores[i].Pixels.Dice, "f4")))
            .Prepend("case,fold,positive,score,dice"));

    private static void Tell(IReadOnlyList<PreparedHead> heads, FoldPlan plan, HeadScore[] scores)
    {
        int[][] folds = [.. Enumerable.Range(1, plan.Folds).Select(fold => plan.In(fold).ToArray())];
        if (CrossValidatedAuc.Of([.. folds.Select(fold => (IReadOnlyCollection<ScoredCase>)[.. fold.Select(i => new ScoredCase(scores[i].Score, heads[i].HasBlood))])]) is not { } auc)
            Console.WriteLine("A fold has no heads with blood, or none without: there is no ROC curve.");
        else
            Console.WriteLine($"AUC {InWords(auc.Mean)} ± {InWords(auc.Sd)} over {plan.Folds} folds ({string.Join(", ", auc.Folds.Select(area => InWords(area)))}); all on one curve {InWords(auc.Pooled.Value)}.");
        var dice = folds.Select(fold => PixelTally.Sum(fold.Select(i => scores[i].Pixels)).Dice);
        Console.WriteLine($"Dice over all pixels of a fold: {string.Join(", ", dice.Select(value => InWords(value)))}. Not for diagnostic use.");
    }

    private static string InWords(double? figure, string format = "f4") => figure?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}
