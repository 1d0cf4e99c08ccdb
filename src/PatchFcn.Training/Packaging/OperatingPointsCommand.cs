using System.CommandLine;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Training.Packaging;

/// <summary><c>patchfcn-train operating-points</c>: puts what <c>patchfcn evaluate</c> measured into a package.</summary>
internal static class OperatingPointsCommand
{
    public static Command Create()
    {
        var package = new Option<DirectoryInfo>("--package") { Description = "Folder of the package; its model.json is changed.", Required = true };
        var evaluation = new Option<DirectoryInfo>("--evaluation") { Description = "Folder that patchfcn evaluate wrote for it, on any grid.", Required = true };
        var specificity = new Option<double>("--specificity")
        {
            Description = "Specificity that the default operating point has at least; its sensitivity is the highest that this allows.",
            DefaultValueFactory = _ => 0.98,
        };
        var command = new Command("operating-points", "Sets the operating points of a grid from an evaluation, and names the test set they were measured on.")
        {
            package, evaluation, specificity,
        };
        command.SetAction(arguments => Set(
            arguments.GetRequiredValue(package).FullName, MeasuredRoc.Read(arguments.GetRequiredValue(evaluation).FullName), arguments.GetValue(specificity)));
        return command;
    }

    /// <summary>Sets <c>default</c> and <c>sensitive</c>; the points of other grids stay.</summary>
    /// <exception cref="InvalidDataException">Another network was evaluated, or no point is that specific.</exception>
    public static void Set(string folder, MeasuredRoc measured, double specificity)
    {
        var package = ModelPackage.Load(folder);
        var manifest = package.Manifest;
        if (manifest.Sha256 != measured.ModelSha256)
            throw new InvalidDataException($"The evaluation is of another network than {folder} holds (SHA-256 differs).");
        var points = new Dictionary<string, OperatingPoint>
        {
            [ModelPackage.DefaultOperatingPoint] = measured.AtSpecificity(specificity),
            ["sensitive"] = measured.AtFullSensitivity(),
        };
        var all = new Dictionary<string, IReadOnlyDictionary<string, OperatingPoint>>(manifest.OperatingPoints) { [measured.Grid] = points };
        // On CPU the grids give the same score, bit for bit.
        if (measured.Grid == ScoringGrid.Exact.ToName())
            all[ScoringGrid.Full.ToName()] = points;
        ModelPackage.Save(folder, manifest with { OperatingPoints = all }, package.Network);
    }
}
