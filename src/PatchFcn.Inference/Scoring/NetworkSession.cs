using Microsoft.ML.OnnxRuntime;
using PatchFcn.Core.Studies;

namespace PatchFcn.Inference.Scoring;

/// <summary>Opens a network on the device that was asked for.</summary>
internal static class NetworkSession
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Opens the network.</summary>
    /// <returns>The session, the name of the device it runs on, and a warning where <see cref="ComputeDevice.Auto"/> had to fall back.</returns>
    /// <exception cref="DeviceUnavailableException">CUDA was asked for and cannot be used.</exception>
    /// <exception cref="OnnxRuntimeException">The network cannot be loaded.</exception>
    public static (InferenceSession Session, string Device, StudyWarning? Warning) Open(byte[] network, ScorerOptions options)
    {
        if (options.Device == ComputeDevice.Cpu)
            return (OpenOnCpu(network, options), "cpu", null);
        try
        {
            return (OpenOnCuda(network, options), "cuda", null);
        }
        catch (DeviceUnavailableException exception) when (options.Device == ComputeDevice.Auto)
        {
            var warning = new StudyWarning("noGpu", $"The network runs on the CPU, which takes longer. {exception.Reason}");
            return (OpenOnCpu(network, options), "cpu", warning);
        }
    }

    private static InferenceSession OpenOnCpu(byte[] network, ScorerOptions options)
    {
        using var settings = Settings(options);
        return new InferenceSession(network, settings);
    }

    private static InferenceSession OpenOnCuda(byte[] network, ScorerOptions options)
    {
        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
            throw new DeviceUnavailableException("This build of ONNX Runtime has no CUDA support.");
        using var settings = Settings(options);
        try
        {
            settings.AppendExecutionProvider_CUDA();
            return new InferenceSession(network, settings);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new DeviceUnavailableException($"ONNX Runtime cannot use a CUDA GPU here ({exception.Message}).", exception);
        }
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
        // Threads that spin while they wait for the next operator take the cores from slices that are scored side by side.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (options.Threads is { } threads)
            settings.IntraOpNumThreads = threads;
        return settings;
    }
}
