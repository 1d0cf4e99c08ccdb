namespace PatchFcn.Training.Sampling;

/// <summary>How a patch is changed so that no two are alike: what differs between heads, scanners, kernels and doses beyond what phantoms vary.</summary>
/// <param name="RotationDegrees">Largest turn to either side.</param>
/// <param name="Scale">Largest factor of enlargement, and of reduction.</param>
/// <param name="Gain">Largest relative change of contrast around grey matter.</param>
/// <param name="ShiftHu">Largest shift of all densities.</param>
/// <param name="ShadingHu">Largest slow drift across a patch.</param>
/// <param name="HardeningHu">Most that is added at the rim of the brain (<see cref="BeamHardening"/>), to every second patch.</param>
/// <param name="NoiseHu">Largest standard deviation of noise that is added.</param>
/// <param name="Blur">Largest part of the difference from the 3 × 3 mean that is taken away.</param>
/// <param name="Sharpen">Largest part that is added.</param>
internal sealed record Augmentation(
    double RotationDegrees, double Scale, double Gain, double ShiftHu, double ShadingHu, double HardeningHu, double NoiseHu, double Blur, double Sharpen)
{
    /// <summary>For training.</summary>
    public static Augmentation Strong { get; } = new(20, 1.18, 0.15, 8, 4, 10, 5, 1, 0.8);

    /// <summary>Nothing is changed: for validation.</summary>
    public static Augmentation None { get; } = new(0, 1, 0, 0, 0, 0, 0, 0, 0);
}
