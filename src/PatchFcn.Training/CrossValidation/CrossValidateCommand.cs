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
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 2)
                result.AddError("--folds is 2 or more.");
        });
        var command = new Command("cross-validate", "Trains and judges on the same heads, each patient by a network that has not seen it.") { data, folder, preset, multiclass, folds, seed };
        command.SetAction((arguments, cancellation) => Task.Run(() =>
        {
            LibTorch.Require();
            var chosen = PresetFile.Find(arguments.GetValue(preset)!, arguments.GetValue(multiclass));
            var heads = HeadSet.LoadAll(arguments.GetRequiredValue(data).Select(folder => folder.FullName));
            return Run(heads, arguments.GetValue(folds), new RunState(chosen, arguments.GetValue(seed), 0), arguments.GetRequiredValue(folder).FullName, cancellation);
        }, cancellation));
        return command;
    }

    private static int Run(IReadOnlyList<PreparedHead> heads, int folds, RunState state, string folder, CancellationToken cancellation)
    {
        var plan = FoldPlan.Divide(heads, folds, state);
        plan.Keep(folder);
        int[] foldOf = [.. plan.Heads.Select(head => head.Fold - 1)];
        var scores = new double[heads.Count];
        for (var fold = 0; fold < folds; fold++)
        {
            var run = FoldPlan.Run(folder, fold + 1);
            Console.Error.WriteLine($"Fold {fold + 1} of {folds}.");
            var set = new HeadSet([.. heads.Where((_, i) => foldOf[i] != fold)], [.. heads.Where((_, i) => foldOf[i] == fold)]);
            if (!TrainingSession.Run(set, run, state, from: [], cancellation))
                return TrainingFailure.Cancelled;
            using var scorer = new HeadScorer(Package(run, fold, folds));
            for (var i = 0; i < heads.Count; i++)
                if (foldOf[i] == fold)
                    scores[i] = scorer.Score(heads[i], cancellation);
        }
        Write(Path.Combine(folder, "scores.csv"), heads, foldOf, scores);
        Tell([.. Enumerable.Range(0, folds).Select(fold => (IReadOnlyCollection<ScoredCase>)
            [.. Enumerable.Range(0, heads.Count).Where(i => foldOf[i] == fold).Select(i => new ScoredCase(scores[i], heads[i].HasBlood))])]);
        return 0;
    }

    private static string Package(string run, int fold, int folds)
    {
        var package = Path.Combine(run, "model");
        using var network = Packager.Load(TrainingSession.Checkpoint(run));
        Packager.Save(package, network, "0.1.0", $"All folds but {fold + 1} of {folds}.");
        return package;
    }

    private static void Write(string path, IReadOnlyList<PreparedHead> heads, int[] foldOf, double[] scores) =>
        File.WriteAllLines(path, heads
            .Select((head, i) => CsvFile.Line(
                head.Name, (foldOf[i] + 1).ToString(CultureInfo.InvariantCulture), head.HasBlood ? "1" : "0", scores[i].ToString("f6", CultureInfo.InvariantCulture)))
            .Prepend("case,fold,positive,score"));

    private static void Tell(IReadOnlyList<IReadOnlyCollection<ScoredCase>> folds)
    {
        if (CrossValidatedAuc.Of(folds) is not { } auc)
        {
            Console.WriteLine("A fold has no heads with blood, or none without: there is no ROC curve.");
            return;
        }
        var each = string.Join(", ", auc.Folds.Select(area => area.ToString("f4", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"AUC {auc.Mean:f4} ± {auc.Sd:f4} over {folds.Count} folds ({each}); all on one curve {auc.Pooled.Value:f4}. Not for diagnostic use."));
    }
}
