namespace PatchFcn.Inference.Scoring;

/// <summary>What the network runs on.</summary>
public enum ComputeDevice
{
    /// <summary>A CUDA GPU where there is one, else the CPU and a warning.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>A CUDA GPU and nothing else.</summary>
    Cuda,
}
