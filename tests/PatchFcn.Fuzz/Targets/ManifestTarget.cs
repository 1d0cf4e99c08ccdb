using PatchFcn.Inference.Models;
using PatchFcn.Testing;

namespace PatchFcn.Fuzz.Targets;

/// <summary><c>model.json</c> of a model package. The network itself is parsed by ONNX Runtime, after its hash was compared.</summary>
public static class ManifestTarget
{
    /// <summary>The manifest.</summary>
    public static FuzzTarget Manifest { get; } = new("manifest", Read, () => Directory
        .EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "models"), ModelPackage.ManifestFile, SearchOption.AllDirectories)
        .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), File.ReadAllBytes(path))));

    private static void Read(byte[] input)
    {
        try
        {
            ModelPackage.ReadManifest(input);
        }
        catch (ModelPackageException)
        {
            // Refused by name.
        }
    }
}
