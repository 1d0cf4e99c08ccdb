using TorchSharp;

namespace PatchFcn.Training;

/// <summary>Whether libtorch runs here.</summary>
internal static class LibTorch
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>What stands in the way, in one line; null where nothing does.</summary>
    public static string? Problem => Found.Value;

    private static string? Find()
    {
        try
        {
            torch.manual_seed(0);
            return null;
        }
        catch (Exception exception) when (exception is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            return "libtorch cannot be loaded. On Linux it needs the libstdc++ of GCC 13 or newer (GLIBCXX_3.4.32), as Debian 13 and Ubuntu 24.04 have it; docs/training.md says what to do on older systems.";
        }
    }
}
