namespace PatchFcn.Reporting.Images;

/// <summary>A grey scale that can be chosen with one key.</summary>
/// <param name="Name">What readers call it.</param>
/// <param name="Width">Width in HU.</param>
/// <param name="Level">Middle in HU.</param>
internal sealed record WindowPreset(string Name, int Width, int Level)
{
    /// <summary>The window heads are read in, of the pictures too.</summary>
    internal static readonly WindowPreset Brain = new("Brain", 80, 40);

    /// <summary>The presets in the order of their keys.</summary>
    internal static readonly WindowPreset[] All = [Brain, new("Subdural", 200, 75), new("Bone", 2000, 500)];

    /// <summary>HU shown black.</summary>
    public int Low => Level - Width / 2;

    /// <summary>HU shown white.</summary>
    public int High => Level + Width / 2;
}
