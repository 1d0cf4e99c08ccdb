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

    /// <summary>A CUDA GPU through TensorRT, which builds an engine in the first minutes and keeps it; not for <see cref="ScoringGrid.Dense"/>.</summary>
    TensorRt,
}
