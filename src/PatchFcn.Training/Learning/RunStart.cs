using PatchFcn.Inference.Models;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;
using PatchFcn.Training.Weights;
using static TorchSharp.torch;

namespace PatchFcn.Training.Learning;

/// <summary>The weights that a run begins with, where they are not random.</summary>
internal static class RunStart
{
    /// <summary>
    /// Reads them from one place or from several, whose mean is taken: networks that came from the same one lie in one basin, and their mean forgets less of either than further training does
    /// (Wortsman et al. 2022). Batch norms are to be measured anew, as every epoch does.
    /// </summary>
    /// <inheritdoc cref="Load(string, PatchFcnNetwork, Func{Tensor})"/>
    public static void Load(IReadOnlyList<string> folders, PatchFcnNetwork network, Func<Tensor> sample)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Load(folders[0], network, sample);
        var means = network.state_dict().Where(entry => entry.Value.is_floating_point()).ToDictionary(entry => entry.Key, entry => entry.Value.div_(folders.Count));
        foreach (var folder in folders.Skip(1))
        {
            using var other = new PatchFcnNetwork(network.Spec);
            Load(folder, other, sample);
            foreach (var (name, tensor) in other.state_dict().Where(entry => means.ContainsKey(entry.Key)))
                means[name].add_(tensor / folders.Count);
        }
    }

    /// <summary>Reads them from another run's checkpoint, all or the backbone alone where its classes are others, or from a model package.</summary>
    /// <param name="folder">The checkpoint, or the package.</param>
    /// <param name="network">The network that begins.</param>
    /// <param name="sample">Draws patches such as it will see, [n, 3, h, w]: a package has no batch norms, and their statistics are measured on these.</param>
    /// <exception cref="InvalidDataException">The weights are damaged, or of another width; a package is of other classes.</exception>
    /// <exception cref="ModelPackageException">The package is damaged.</exception>
    private static void Load(string folder, PatchFcnNetwork network, Func<Tensor> sample)
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
