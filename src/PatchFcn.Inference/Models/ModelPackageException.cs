namespace PatchFcn.Inference.Models;

/// <summary>A model package that cannot be used. The installation is broken, not the study.</summary>
/// <param name="name">Stable name in camelCase that programs may rely on; the constants of this class.</param>
/// <param name="message">What is wrong, and what can be done about it.</param>
/// <param name="inner">What was thrown underneath.</param>
public sealed class ModelPackageException(string name, string message, Exception? inner = null) : Exception($"{name}: {message}", inner)
{
    /// <summary>A file of the package is not there.</summary>
    public const string FileMissing = "modelFileMissing";

    /// <summary><c>model.json</c> is not JSON, misses a member, has one that is not known, or a value that is not allowed.</summary>
    public const string ManifestInvalid = "modelManifestInvalid";

    /// <summary><c>model.onnx</c> is not the file that <c>model.json</c> was written for.</summary>
    public const string HashMismatch = "modelHashMismatch";

    /// <summary><c>model.onnx</c> cannot be loaded, or has not the inputs and outputs that <c>model.json</c> promises.</summary>
    public const string NetworkInvalid = "modelNetworkInvalid";

    /// <summary>The network gave a value that is no probability.</summary>
    public const string OutputInvalid = "modelOutputInvalid";

    /// <summary>The package has no such operating point.</summary>
    public const string OperatingPointUnknown = "operatingPointUnknown";

    /// <summary>The model cannot be scored on the grid that was asked for.</summary>
    public const string GridUnsupported = "gridUnsupported";

    /// <summary>Stable name of what is wrong, in camelCase.</summary>
    public string Name { get; } = name;
}
