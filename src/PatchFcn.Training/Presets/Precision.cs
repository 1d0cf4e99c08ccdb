namespace PatchFcn.Training.Presets;

/// <summary>Numbers that convolutions are reckoned with while a network is trained; weights, batch norms, losses and everything that is saved are of single precision.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Single,

    /// <summary>
    /// 16 bits with the range of 32 (bfloat16): less than half the time on processors that have instructions for it (AVX512_BF16, AMX), more on others.
    /// </summary>
    BFloat16,
}
