using System.Text.Json;
using System.Text.Json.Serialization;
using PatchFcn.Core.Hashing;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Inference.Models;

/// <summary>A folder with <c>model.json</c>, <c>model.onnx</c> and a model card, read and checked.</summary>
public sealed class ModelPackage
{
    /// <summary>The operating point that every grid has, and that is used where none is asked for by name.</summary>
    public const string DefaultOperatingPoint = "default";

    /// <summary>File name of the manifest.</summary>
    public const string ManifestFile = "model.json";

    /// <summary>File name of the network.</summary>
    public const string NetworkFile = "model.onnx";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter<EdgeRule>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        TypeInfoResolver = ModelManifestJsonContext.Default,
    };

    private ModelPackage(ModelManifest manifest, string manifestSha256, byte[] network) => (Manifest, ManifestSha256, Network) = (manifest, manifestSha256, network);

    /// <summary>What the package says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>SHA-256 of <c>model.json</c>, lower-case hexadecimal.</summary>
    public string ManifestSha256 { get; }

    /// <summary>The bytes of <c>model.onnx</c>, whose hash was compared with the manifest's.</summary>
    internal byte[] Network { get; }

    /// <summary>Reads a package. The network itself is checked when a <see cref="PatchScorer"/> loads it.</summary>
    /// <exception cref="ModelPackageException">A file is missing, the manifest is not valid, or the network is not the one it was written for.</exception>
    public static ModelPackage Load(string folder)
    {
        var json = Read(folder, ManifestFile);
        var manifest = ReadManifest(json);
        var network = Read(folder, NetworkFile);
        return Digest.Of(network) == manifest.Sha256
            ? new ModelPackage(manifest, Digest.Of(json), network)
            : throw new ModelPackageException(ModelPackageException.HashMismatch,
                $"{NetworkFile} of {manifest.Name} is not the file that {ManifestFile} was written for (SHA-256 differs). Install the package again.");
    }

    /// <summary>Writes a package, without its card. The SHA-256 of the manifest is set from the network.</summary>
    /// <exception cref="ModelPackageException">The manifest is not valid.</exception>
    public static void Save(string folder, ModelManifest manifest, byte[] network)
    {
        manifest = manifest with { Sha256 = Digest.Of(network) };
        ThrowIfInvalid(manifest);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, NetworkFile), network);
        File.WriteAllText(Path.Combine(folder, ManifestFile), JsonSerializer.Serialize(manifest, Json) + "\n");
    }

    /// <summary>Reads and checks the manifest alone, which takes a few milliseconds.</summary>
    /// <exception cref="ModelPackageException">It is missing or not valid.</exception>
    public static ModelManifest ReadManifest(string folder) => ReadManifest(Read(folder, ManifestFile));

    /// <summary>Reads and checks the bytes of <see cref="ManifestFile"/>.</summary>
    /// <exception cref="ModelPackageException">They are not valid.</exception>
    internal static ModelManifest ReadManifest(byte[] json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<ModelManifest>(json, Json) ?? throw new JsonException("It is null.");
            ThrowIfInvalid(manifest);
            return manifest;
        }
        catch (JsonException exception)
        {
            throw new ModelPackageException(ModelPackageException.ManifestInvalid, $"{ManifestFile}: {exception.Message}", exception);
        }
    }

    private static void ThrowIfInvalid(ModelManifest manifest)
    {
        var violations = ManifestRules.Violations(manifest).ToList();
        if (violations.Count > 0)
            throw new ModelPackageException(ModelPackageException.ManifestInvalid, $"{ManifestFile}: {string.Join(" ", violations)}");
    }

    private static byte[] Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new ModelPackageException(ModelPackageException.FileMissing, $"There is no {file} in {folder}. Name the folder of a model package.");
    }
}

/// <summary>How the manifest is read, made when this is compiled: a command is judged by its first second.</summary>
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestJsonContext : JsonSerializerContext;
