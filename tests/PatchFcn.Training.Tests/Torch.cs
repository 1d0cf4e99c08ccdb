namespace PatchFcn.Training.Tests;

/// <summary>A test that needs libtorch; skipped, with the reason, on systems where it does not run.</summary>
internal static class Torch
{
    public static void Require() => Assert.SkipWhen(LibTorch.Problem is not null, LibTorch.Problem ?? "");
}
