using PatchFcn.Inference.Models;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>The model of the tests, damaged as disks and copies damage it.</summary>
internal static class DamagedModels
{
    /// <summary>Writes them below a folder.</summary>
    /// <returns>Their folders.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        var whole = PhantomStudy.Settings.ModelFolder;
        var (json, network) = (File.ReadAllBytes(Path.Combine(whole, ModelPackage.ManifestFile)), File.ReadAllBytes(Path.Combine(whole, ModelPackage.NetworkFile)));
        var altered = network.ToArray();
        altered[network.Length / 2] ^= 1;
        var other = Path.Combine(folder, "other");
        ModelPackage.Save(other, ModelPackage.Load(whole).Manifest, [.. network[..(network.Length / 2)]]);
        return
        [
            Write(Path.Combine(folder, "altered"), json, altered),
            Write(Path.Combine(folder, "cut"), json, network[..^1]),
            Write(Path.Combine(folder, "manifest"), json[..(json.Length / 2)], network),
            other,
        ];
    }

    private static string Write(string folder, byte[] json, byte[] network)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, ModelPackage.ManifestFile), json);
        File.WriteAllBytes(Path.Combine(folder, ModelPackage.NetworkFile), network);
        return folder;
    }
}
