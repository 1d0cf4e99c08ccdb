namespace PatchFcn.Inference.Scoring;

/// <summary>A GPU was asked for and cannot be used on this machine.</summary>
/// <param name="reason">What is missing, in one sentence.</param>
/// <param name="inner">What was thrown underneath.</param>
public sealed class DeviceUnavailableException(string reason, Exception? inner = null)
    : Exception($"{StableName}: {reason} Use --device cpu (in Azure PatchFcn__Device=cpu), or install a CUDA driver and an edition with GPU support.", inner)
{
    private const string StableName = "deviceUnavailable";

    /// <summary>Stable name in camelCase that programs may rely on.</summary>
    public string Name => StableName;

    /// <summary>What is missing, in one sentence.</summary>
    public string Reason { get; } = reason;
}
