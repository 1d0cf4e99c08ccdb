using PatchFcn.Core.Aggregation;
using PatchFcn.Inference.Models;
using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Onnx;

namespace PatchFcn.Training.Packaging;

/// <summary>From checkpoints to model packages.</summary>
internal static class Packager
{
    /// <summary>The network of a checkpoint.</summary>
    /// <param name="checkpoint">Folder of the checkpoint.</param>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static PatchFcnNetwork Load(string checkpoint)
    {
        var state = Checkpoint.ReadState(checkpoint) ?? throw new InvalidDataException($"There is no checkpoint in {checkpoint}.");
        var network = new PatchFcnNetwork(state.Preset.Network);
        Checkpoint.LoadNetwork(checkpoint, network);
        return network;
    }

    /// <summary>Writes the package of a network; its operating points are not measured yet.</summary>
    /// <param name="folder">Folder of the package; its name is the model's.</param>
    /// <param name="network">The network.</param>
    /// <param name="version">Version of the weights.</param>
    /// <param name="trainedOn">What the weights were made from.</param>
    /// <param name="merged">Whether the package says only if there is a bleed, whatever the classes of the network.</param>
    public static void Save(string folder, PatchFcnNetwork network, string version, string trainedOn, bool merged = false)
    {
        network.eval();
        var spec = merged ? network.Spec with { Classes = HemorrhageClass.Binary } : network.Spec;
        var manifest = spec.ToManifest(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), version, OperatingPointTable.NotMeasured, trainedOn);
        ModelPackage.Save(folder, manifest, NetworkExporter.Export(network, merged));
    }
}
