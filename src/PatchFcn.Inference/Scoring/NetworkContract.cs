using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using PatchFcn.Inference.Models;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// What every network takes and gives: <c>slices</c> float32 [n,3,h,w] → <c>pixel</c> float32 [n,C,h,w], <c>patch</c> float32 [n,S] and, where dense scoring is
/// wanted, <c>patchLogits</c> float32 [n,S,h/8,w/8] with patch = sigmoid(mean(patchLogits)). C classes; S = 1 for one class, else 1 + C, the combined one first.
/// </summary>
internal static class NetworkContract
{
    /// <summary>Pixels to a side that one value of <c>patchLogits</c> stands for.</summary>
    public const int LogitCell = 8;

    private const string Logits = "patchLogits";

    /// <summary>The most that rounding puts a probability outside of 0 to 1: a sigmoid of ONNX Runtime was seen under 0 (−6e-13 on the mean of its patches).</summary>
    private const float Rounding = 1e-5f;

    /// <summary>Names of the inputs.</summary>
    public static readonly string[] Inputs = ["slices"];

    /// <summary>Names of the outputs that patches are scored by.</summary>
    public static readonly string[] PatchOutputs = ["pixel", "patch"];

    /// <summary>Names of the outputs of a dense pass.</summary>
    public static readonly string[] DenseOutputs = ["pixel", Logits];

    /// <summary>Compares a network with the contract and its manifest.</summary>
    /// <returns>Whether it can be scored densely: it has <c>patchLogits</c> and takes images of any size.</returns>
    /// <exception cref="ModelPackageException">It does not keep the contract.</exception>
    public static bool Check(InferenceSession session, ModelManifest manifest)
    {
        var classes = manifest.Classes.Count;
        Check(session.InputMetadata, Inputs[0], [-1, manifest.Channels, manifest.Patch, manifest.Patch], manifest);
        if (session.InputMetadata.Count != 1)
            throw Broken(manifest, "It has more inputs than slices.");
        Check(session.OutputMetadata, PatchOutputs[0], [-1, classes, manifest.Patch, manifest.Patch], manifest);
        Check(session.OutputMetadata, PatchOutputs[1], [-1, manifest.PatchScores], manifest);
        if (!session.OutputMetadata.ContainsKey(Logits))
            return false;
        Check(session.OutputMetadata, Logits, [-1, manifest.PatchScores, manifest.Patch / LogitCell, manifest.Patch / LogitCell], manifest);
        return session.InputMetadata[Inputs[0]].Dimensions.Skip(2).All(size => size < 0);
    }

    /// <summary>Makes sure that values are probabilities: what rounding has put a little outside of 0 to 1 becomes the bound; NaN, which no threshold would ever see, is none.</summary>
    /// <exception cref="ModelPackageException">One of them is not.</exception>
    public static void EnsureProbabilities(Span<float> values, ModelManifest manifest)
    {
        if (!values.ContainsAnyExceptInRange(0f, 1f))
            return;
        if (values.ContainsAnyExceptInRange(-Rounding, 1 + Rounding))
            throw new ModelPackageException(ModelPackageException.OutputInvalid, $"{manifest.Name} gave a value that is no probability.");
        foreach (ref var value in values)
            value = Math.Clamp(value, 0f, 1f);
    }

    /// <summary>Sizes the network leaves open (-1) fit everything; the number of patches must be open.</summary>
    private static void Check(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, int[] shape, ModelManifest manifest)
    {
        if (!nodes.TryGetValue(name, out var node))
            throw Broken(manifest, $"It has no {name}, only {string.Join(", ", nodes.Keys)}.");
        if (!node.IsTensor || node.ElementDataType != TensorElementType.Float)
            throw Broken(manifest, $"{name} is not float32.");
        var actual = node.Dimensions;
        if (actual.Length != shape.Length || actual[0] >= 0 || actual.Zip(shape).Skip(1).Any(pair => pair.First >= 0 && pair.First != pair.Second))
            throw Broken(manifest, $"{name} is [{string.Join(", ", actual)}] and should be [{string.Join(", ", shape)}] (-1 = any).");
    }

    private static ModelPackageException Broken(ModelManifest manifest, string what) =>
        new(ModelPackageException.NetworkInvalid, $"{ModelPackage.NetworkFile} does not fit {ModelPackage.ManifestFile} of {manifest.Name}. {what}");
}
