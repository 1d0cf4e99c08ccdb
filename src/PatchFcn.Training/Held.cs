using TorchSharp;

namespace PatchFcn.Training;

/// <summary>
/// Numbers for libtorch that are never freed. TorchSharp 0.107 turns a number into a native object with a finalizer and hands over its bare address; nothing keeps
/// the object until libtorch has read it, so a collection at that moment has it read freed memory: a wrong number or an exception, once in some ten thousand calls.
/// <c>a.add_(b)</c> and <c>a + b</c> have such a number too: the factor of b, 1. Arithmetic here therefore names its numbers, or is between tensors.
/// </summary>
internal static class Held
{
    /// <summary>1.</summary>
    public static readonly Scalar One = 1;
}
