using System.CommandLine;
using PatchFcn.Inference.Models;

namespace PatchFcn.Training.Models;

/// <summary><c>patchfcn-train baseline</c>: writes the package of the hand-set model.</summary>
internal static class BaselineCommand
{
    private const string CardFile = "README.md";

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the package.", Required = true };
        var command = new Command("baseline", "Writes the hand-set model that marks hyperdensity.") { folder };
        command.SetAction(arguments => Write(arguments.GetRequiredValue(folder).FullName));
        return command;
    }

    /// <summary>Writes manifest, network and card.</summary>
    public static void Write(string folder)
    {
        ModelPackage.Save(folder, DensityBaseline.Manifest, DensityBaseline.Build());
        using var card = typeof(BaselineCommand).Assembly.GetManifestResourceStream("density-baseline.md")!;
        using var file = File.Create(Path.Combine(folder, CardFile));
        card.CopyTo(file);
    }
}
