using PatchFcn.Inference.Models;
using PatchFcn.Training.Models;

namespace PatchFcn.Inference.Tests;

/// <summary>A model package in a folder that goes with the test.</summary>
public sealed class TemporaryPackage : IDisposable
{
    public TemporaryPackage(ModelManifest manifest, byte[] network) => ModelPackage.Save(Folder, manifest, network);

    public TemporaryPackage(RandomNetwork network, int patch = 48, int stride = 16, float fill = 0, bool withLogits = true)
        : this(network.Manifest(patch, stride, fill), network.Build(withLogits))
    {
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("patchfcn-model-").FullName;

    public string ManifestPath => Path.Combine(Folder, ModelPackage.ManifestFile);

    public string NetworkPath => Path.Combine(Folder, ModelPackage.NetworkFile);

    public ModelPackage Load() => ModelPackage.Load(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
