using PatchFcn.Training.Learning;
using PatchFcn.Training.Network;
using PatchFcn.Training.Presets;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests;

/// <summary>Tests that need libtorch.</summary>
internal static class Torch
{
    /// <summary>They run one after the other: libtorch has one random generator for the process, and uses all cores by itself.</summary>
    public const string Collection = "libtorch";

    private static readonly Lazy<bool> BFloat16 = new(() =>
    {
        if (!ReducedTwin.IsQuick)
            return false;
        using var scope = NewDisposeScope();
        using var network = new PatchFcnNetwork(new NetworkSpec { Width = 0.25 });
        using var twin = new ReducedTwin(network);
        return twin.Agrees();
    });

    /// <summary>Whether bfloat16 is right on this processor, and quick enough to be used.</summary>
    public static bool HasBFloat16 => BFloat16.Value;

    /// <summary>Skips the test, with the reason, on systems where libtorch does not run.</summary>
    public static void Require() => Assert.SkipWhen(LibTorch.Problem is not null, LibTorch.Problem ?? "");

    /// <summary>The same, and on processors where libtorch's convolutions of this precision are wrong or endless.</summary>
    public static void Require(Precision precision)
    {
        Require();
        Assert.SkipUnless(precision == Precision.Single || HasBFloat16, "The bfloat16 convolutions of libtorch are wrong on this processor, or a hundred times too slow; training refuses them here (TrainerTests).");
    }
}
