using Microsoft.ML.OnnxRuntime;
using PatchFcn.Core.Hashing;
using PatchFcn.Core.Studies;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// Opens a network on the device that was asked for. Of several GPUs it takes the first that is visible: one host for each, told apart by <c>CUDA_VISIBLE_DEVICES</c>, share a storage.
/// </summary>
internal static class NetworkSession
{
    /// <summary>Name of the CPU as a device.</summary>
    public const string Cpu = "cpu";

    /// <summary>Name of TensorRT as a device.</summary>
    public const string TensorRt = "tensorrt";

    private const string Cuda = "cuda";

    /// <summary>Opens the network.</summary>
    /// <returns>The session, the name of the device it runs on, and a warning where <see cref="ComputeDevice.Auto"/> had to fall back.</returns>
    /// <exception cref="DeviceUnavailableException">A GPU was asked for and cannot be used.</exception>
    /// <exception cref="OnnxRuntimeException">The network cannot be loaded.</exception>
    public static (InferenceSession Session, string Device, StudyWarning? Warning) Open(byte[] network, ScorerOptions options)
    {
        switch (options.Device)
        {
            case ComputeDevice.Cpu:
                return (OpenOnCpu(network, options), Cpu, null);
            case ComputeDevice.TensorRt:
                return (OpenOnGpu(network, options, "TensorrtExecutionProvider", settings => UseTensorRt(settings, network)), TensorRt, null);
            default:
                try
                {
                    return (OpenOnGpu(network, options, "CUDAExecutionProvider", UseCuda), Cuda, null);
                }
                catch (DeviceUnavailableException exception) when (options.Device == ComputeDevice.Auto)
                {
                    var warning = new StudyWarning("noGpu", $"The network runs on the CPU, which takes longer. {exception.Reason}");
                    return (OpenOnCpu(network, options), Cpu, warning);
                }
        }
    }

    private static InferenceSession OpenOnCpu(byte[] network, ScorerOptions options)
    {
        using var settings = Settings(options);
        return new InferenceSession(network, settings);
    }

    private static InferenceSession OpenOnGpu(byte[] network, ScorerOptions options, string provider, Action<SessionOptions> use)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(provider))
            throw new DeviceUnavailableException($"This build of ONNX Runtime has no {provider}.");
        using var settings = Settings(options);
        try
        {
            use(settings);
            return new InferenceSession(network, settings);
        }
        catch (OnnxRuntimeException exception)
        {
            // Before these words stands where in its sources it failed, and the path of a file.
            var reason = exception.Message.Split("with error: ")[^1].Trim();
            throw new DeviceUnavailableException($"ONNX Runtime cannot use a GPU here ({reason}).", exception);
        }
    }

    private static void UseCuda(SessionOptions settings)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new()
        {
            ["device_id"] = "0",
            // Dense images differ in size: an exhaustive search for each would cost more than it saves.
            ["cudnn_conv_algo_search"] = "HEURISTIC",
            // Operating points were measured in single precision.
            ["use_tf32"] = "0",
        });
        settings.AppendExecutionProvider_CUDA(cuda);
    }

    /// <summary>TensorRT, and CUDA for what it does not know. Building an engine takes minutes, so it is kept: for each network apart, as ONNX Runtime tells engines by the shape of the network, not by its weights.</summary>
    private static void UseTensorRt(SessionOptions settings, byte[] network)
    {
        var engines = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "patchfcn", TensorRt, Digest.Of(network));
        Directory.CreateDirectory(engines);
        using var options = new OrtTensorRTProviderOptions();
        options.UpdateOptions(new()
        {
            ["device_id"] = "0",
            ["trt_engine_cache_enable"] = "1",
            ["trt_engine_cache_path"] = engines,
            ["trt_timing_cache_enable"] = "1",
        });
        settings.AppendExecutionProvider_Tensorrt(options);
        UseCuda(settings);
    }

    private static SessionOptions Settings(ScorerOptions options)
    {
        var settings = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // What goes wrong comes back as an exception; stderr belongs to the host.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Where a session has threads of its own: those that spin while they wait for the next operator take the cores from slices that are scored side by side.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (options.Threads is { } threads)
            settings.IntraOpNumThreads = threads;
        return settings;
    }
}
