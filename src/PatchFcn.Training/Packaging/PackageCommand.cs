using System.CommandLine;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Weights;
using TorchSharp;

namespace PatchFcn.Training.Packaging;

/// <summary><c>patchfcn-train package</c>: a network as a model package that <c>patchfcn analyze --model</c> takes.</summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder of the package; its name is the model's.", Required = true };
        var checkpoint = new Option<DirectoryInfo?>("--checkpoint") { Description = "A training run's checkpoint. It knows its preset and classes." };
        var weights = new Option<FileInfo?>("--weights") { Description = "A PyTorch state dict saved as safetensors." };
        var untrained = new Option<bool>("--untrained") { Description = "Random weights: to measure speed." };
        var preset = PresetOption.Create();
        var multiclass = new Option<bool>("--multiclass") { Description = "The four classes of the paper." };
        var merge = new Option<bool>("--merge-classes") { Description = "A binary package of a network of several classes: probabilities summed, the combined decision alone." };
        var version = new Option<string>("--model-version") { Description = "Version of the weights.", DefaultValueFactory = _ => "0.1.0" };
        var trainedOn = new Option<string>("--trained-on") { Description = "What the weights were made from.", DefaultValueFactory = _ => "Not said." };
        var command = new Command("package", "Writes a model package.") { folder, checkpoint, weights, untrained, preset, multiclass, merge, version, trainedOn };
        command.Validators.Add(result =>
        {
            var sources = new[] { result.GetValue(checkpoint) is not null, result.GetValue(weights) is not null, result.GetValue(untrained) };
            if (sources.Count(given => given) != 1)
                result.AddError("Give one of --checkpoint, --weights and --untrained.");
        });
        command.SetAction(arguments =>
        {
            LibTorch.Require();
            using var network = arguments.GetValue(checkpoint) is { } run
                ? Packager.Load(run.FullName)
                : Fresh(PresetFile.Find(arguments.GetValue(preset)!, arguments.GetValue(multiclass)).Network);
            if (arguments.GetValue(weights) is { } file)
                StateDict.Load(network, SafeTensors.Read(file.FullName));
            Packager.Save(arguments.GetRequiredValue(folder).FullName, network, arguments.GetValue(version)!,
                arguments.GetValue(untrained) ? "Nothing: random weights." : arguments.GetValue(trainedOn)!, arguments.GetValue(merge));
        });
        return command;
    }

    private static PatchFcnNetwork Fresh(NetworkSpec spec)
    {
        torch.manual_seed(1);
        return new PatchFcnNetwork(spec);
    }
}
