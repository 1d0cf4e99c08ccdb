using PatchFcn.Core.Hashing;
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
    /// (Wortsman et al. 2022). All of several have the classes of the network: branches that were never trained would be noise in the mean. Batch norms are to be measured anew, as every epoch does.
    /// </summary>
    /// <inheritdoc cref="Load(string, PatchFcnNetwork, Func{Tensor}, bool)"/>
    public static void Load(IReadOnlyList<string> folders, PatchFcnNetwork network, Func<Tensor> sample)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Load(folders[0], network, sample, mayBeBackbone: folders.Count == 1);
        var part = tensor(1f / folders.Count);
        var means = network.state_dict().Where(entry => entry.Value.is_floating_point()).ToDictionary(entry => entry.Key, entry => entry.Value.mul_(part));
        foreach (var folder in folders.Skip(1))
        {
            using var other = new PatchFcnNetwork(network.Spec);
            Load(folder, other, sample, mayBeBackbone: false);
            foreach (var (name, weights) in other.state_dict().Where(entry => means.ContainsKey(entry.Key)))
                means[name].add_(weights.mul(part), Held.One);
        }
    }

    /// <summary>What stands for the weights in a folder: the SHA-256 of their file.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    /// <exception cref="ModelPackageException">The package is damaged.</exception>
    public static string Hash(string folder)
    {
        if (File.Exists(Path.Combine(folder, ModelPackage.ManifestFile)))
            return Digest.Of(ModelPackage.Load(folder).Network);
        var weights = Path.Combine(folder, Checkpoint.WeightsFile);
        return File.Exists(weights) ? Digest.Of(File.ReadAllBytes(weights)) : throw Nothing(folder);
    }

    /// <summary>Reads them from another run's checkpoint, or from a model package.</summary>
    /// <param name="folder">The checkpoint, or the package.</param>
    /// <param name="network">The network that begins.</param>
    /// <param name="sample">Draws patches such as it will see, [n, 3, h, w]: a package has no batch norms, and their statistics are measured on these.</param>
    /// <param name="mayBeBackbone">Whether the backbone alone is taken from a checkpoint of other classes.</param>
    /// <exception cref="InvalidDataException">The weights are damaged, of another width, or of other classes.</exception>
    /// <exception cref="ModelPackageException">The package is damaged.</exception>
    private static void Load(string folder, PatchFcnNetwork network, Func<Tensor> sample, bool mayBeBackbone)
    {
        if (File.Exists(Path.Combine(folder, ModelPackage.ManifestFile)))
            NetworkImporter.Import(ModelPackage.Load(folder).Network, network, sample());
        else if (Checkpoint.ReadState(folder) is not { } state)
            throw Nothing(folder);
        else if (state.Preset.Network.Classes.SequenceEqual(network.Spec.Classes))
            Checkpoint.LoadNetwork(folder, network);
        else if (mayBeBackbone)
            StateDict.LoadBackbone(network, SafeTensors.Read(Path.Combine(folder, Checkpoint.WeightsFile)));
        else
            throw new InvalidDataException($"The checkpoint in {folder} is of other classes ({string.Join(", ", state.Preset.Network.Classes)}): the mean is taken of networks with the same ones.");
    }

    private static InvalidDataException Nothing(string folder) => new($"There is neither a checkpoint nor a model package in {folder}.");
}
