using PatchFcn.Inference.Models;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;
using PatchFcn.Training.Weights;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>The weights that a run begins with, where they are not random.</summary>
internal static class RunStart
{
    /// <summary>Reads them from another run's checkpoint, all or the backbone alone where its classes are others, or from a model package.</summary>
    /// <param name="folder">The checkpoint, or the package.</param>
    /// <param name="network">The network that begins.</param>
    /// <param name="sample">Draws patches such as it will see, [n, 3, h, w]: a package has no batch norms, and their statistics are measured on these.</param>
    /// <exception cref="InvalidDataException">The weights are damaged, or of another width; a package is of other classes.</exception>
    /// <exception cref="ModelPackageException">The package is damaged.</exception>
    public static void Load(string folder, PatchFcnNetwork network, Func<Tensor> sample)
    {
        if (File.Exists(Path.Combine(folder, ModelPackage.ManifestFile)))
            NetworkImporter.Import(ModelPackage.Load(folder).Network, network, sample());
        else if (Checkpoint.ReadState(folder) is { } state)
            Load(SafeTensors.Read(Path.Combine(folder, Checkpoint.WeightsFile)), network, state.Preset.Network.Classes);
        else
            throw new InvalidDataException($"There is neither a checkpoint nor a model package in {folder}.");
    }

    private static void Load(Dictionary<string, Tensor> weights, PatchFcnNetwork network, IReadOnlyList<string> classes)
    {
        if (classes.SequenceEqual(network.Spec.Classes))
            StateDict.Load(network, weights);
        else
            StateDict.LoadBackbone(network, weights);
    }
}
