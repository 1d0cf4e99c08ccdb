namespace PatchFcn.Training.Tests;

/// <summary>Tests that need libtorch.</summary>
internal static class Torch
{
    /// <summary>They run one after the other: libtorch has one random generator for the process, and uses all cores by itself.</summary>
    public const string Collection = "libtorch";

    /// <summary>Skips the test, with the reason, on systems where libtorch does not run.</summary>
    public static void Require() => Assert.SkipWhen(LibTorch.Problem is not null, LibTorch.Problem ?? "");
}
