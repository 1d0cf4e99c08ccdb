using System.Runtime.InteropServices;
using TorchSharp;

namespace PatchFcn.Training;

/// <summary>Whether libtorch runs here. Found out without TorchSharp, which would copy 600 MB about and print a page before it gives up.</summary>
internal static class LibTorch
{
    // In the order in which they need each other.
    private static readonly string[] Libraries = ["torch_cpu", "LibTorchSharp"];

    private static readonly Lazy<bool> Loads = new(() => Libraries.All(library => NativeLibrary.TryLoad(library, typeof(torch).Assembly, null, out _)));

    /// <summary>What stands in the way, in one line; null where nothing does.</summary>
    public static string? Problem => Loads.Value
        ? null
        : "libtorch cannot be loaded. On Linux it needs the C++ library of GCC 13 or newer (GLIBCXX_3.4.32), as in Debian 13 and Ubuntu 24.04; docs/training.md says what to do on older systems.";

    /// <summary>Makes sure of it.</summary>
    /// <exception cref="PlatformNotSupportedException">libtorch does not run here.</exception>
    public static void Require()
    {
        if (Problem is { } problem)
            throw new PlatformNotSupportedException(problem);
    }
}
