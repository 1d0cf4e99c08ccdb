using PatchFcn.Training.Network;
using static TorchSharp.torch;

namespace PatchFcn.Training.Weights;

/// <summary>Brings named tensors into a network.</summary>
internal static class StateDict
{
    // What wrappers put before the names.
    private const string DataParallelPrefix = "module.";
    private const string BackbonePrefix = "backbone.";

    /// <summary>Copies every tensor of the network from those of the same name.</summary>
    /// <exception cref="InvalidDataException">A name is missing, or a shape differs.</exception>
    public static void Load(PatchFcnNetwork network, IReadOnlyDictionary<string, Tensor> tensors) => Copy(network.state_dict(), Normalize(tensors));

    /// <summary>Copies what there is for the backbone, as the public DRN weights have it; the branches stay.</summary>
    /// <exception cref="InvalidDataException">A name is missing, or a shape differs.</exception>
    public static void LoadBackbone(PatchFcnNetwork network, IReadOnlyDictionary<string, Tensor> tensors) =>
        Copy(network.state_dict().Where(entry => entry.Key.StartsWith(BackbonePrefix, StringComparison.Ordinal)), Normalize(tensors));

    private static void Copy(IEnumerable<KeyValuePair<string, Tensor>> targets, Dictionary<string, Tensor> tensors)
    {
        using var _ = no_grad();
        foreach (var (name, target) in targets)
        {
            if (!tensors.TryGetValue(name, out var tensor))
                throw new InvalidDataException($"The weights have no {name}: they are of another network.");
            if (!tensor.shape.SequenceEqual(target.shape))
                throw new InvalidDataException($"{name} has the shape [{string.Join(", ", tensor.shape)}], not [{string.Join(", ", target.shape)}]: another width, or other classes.");
            target.copy_(tensor);
        }
    }

    private static Dictionary<string, Tensor> Normalize(IReadOnlyDictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(entry => Normalize(entry.Key), entry => entry.Value);

    private static string Normalize(string name)
    {
        if (name.StartsWith(DataParallelPrefix, StringComparison.Ordinal))
            name = name[DataParallelPrefix.Length..];
        return name.StartsWith("layer", StringComparison.Ordinal) ? BackbonePrefix + name : name;
    }
}
