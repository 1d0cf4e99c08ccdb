using PatchFcn.Inference.Models;
using PatchFcn.Training.Network;
using PatchFcn.Training.Packaging;

namespace PatchFcn.Training.Presets;

/// <summary>Every number of a training run.</summary>
public sealed record TrainingPreset
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The network, and the scale of what it looks at.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>The stages, one after the other.</summary>
    public required IReadOnlyList<TrainingStage> Stages { get; init; }

    /// <summary>Patches of an epoch. The paper counts epochs but not patches; ours: about one for every slice of its training set.</summary>
    public required int PatchesPerEpoch { get; init; }

    /// <summary>Patches of the nominal size in a minibatch; of larger crops there are fewer, of smaller ones more.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>
    /// Sides of the crops, one drawn for every minibatch. The receptive field (about 990 pixels) is larger than a patch, so zero padding shapes every output; a network
    /// that has seen several sizes bears whole slices too.
    /// </summary>
    public required IReadOnlyList<int> CropSizes { get; init; }

    /// <summary>How it goes downhill: with momentum in the paper.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Momentum;

    /// <summary>Numbers the convolutions are reckoned with. The paper does not say; single precision is right everywhere, bfloat16 faster where the processor has it.</summary>
    public Precision Precision { get; init; }

    /// <summary>Momentum (paper).</summary>
    public double Momentum { get; init; } = 0.99;

    /// <summary>Part of a minibatch that comes from positive images (paper).</summary>
    public double PositivePart { get; init; } = 0.3;

    /// <summary>
    /// Of the patches from slices without blood, the part that is cut around a pixel as dense as blood: calcification, vessel, partial volume of bone. The paper cuts them
    /// anywhere; with few patches to learn from, what can be mistaken for blood is then seldom seen.
    /// </summary>
    public double DensePart { get; init; }

    /// <summary>
    /// Where it is known what an earlier network got wrong: the part of the patches that is cut around it, of those from positive images around blood that was not marked, of
    /// the others around what was taken for blood. The paper does not do that.
    /// </summary>
    public double MistakenPart { get; init; } = 0.4;

    /// <summary>Weight of the loss of positive pixels (paper).</summary>
    public float PositiveWeight { get; init; } = 3;

    /// <summary>
    /// Weight of the patch branch's loss where the whole network is trained. The paper adds the two as they are (1). At a quarter of the channels that pulls the backbone
    /// away from the pixels: validation Dice fell from 0.66 to 0.62 in stage 3, the patch loss being nine times the pixel loss.
    /// </summary>
    public float PatchShare { get; init; } = 1;

    /// <summary>Whether the patch branch begins with what the pixel branch has learned, where a stage trains it alone; the paper begins at random.</summary>
    public bool PatchesFromPixels { get; init; }

    /// <summary>
    /// Blood in a patch, mm², from which it counts as positive; with less but some it teaches the patch branch nothing. Ours: a lesion of 7 mm, 0.2 mL in a slab. The
    /// same bleed is whole in a neighbouring patch.
    /// </summary>
    public double PositiveMm2 { get; init; } = 40;

    /// <summary>The paper's training: full width, three stages of 400, 40 and 30 epochs. Its rate in stage 2 is not given; at 1e-3 the loss rose.</summary>
    public static TrainingPreset Paper { get; } = new()
    {
        Name = "paper",
        Network = new NetworkSpec(),
        Stages = [new(TrainedPart.Pixels, 1e-3, 400, 160), new(TrainedPart.Patches, 1e-4, 40, 160), new(TrainedPart.All, 5e-5, 30, 160)],
        PatchesPerEpoch = 20_000,
        CropSizes = [240],
    };

    /// <summary>
    /// A quarter of the channels, for two cores and an hour. At 1 mm a patch of 120 pixels sees as much of the head as the paper's 240 at about 0.5 mm, for a
    /// quarter of the arithmetic.
    /// </summary>
    public static TrainingPreset Compact { get; } = new()
    {
        Name = "compact",
        Network = new NetworkSpec { Width = 0.25, Patch = 120, Stride = 40, PixelSpacingMm = 1 },
        Stages = [new(TrainedPart.Pixels, 1e-3, 26, 18), new(TrainedPart.Patches, 3e-4, 2, 1), new(TrainedPart.All, 5e-5, 3, 2)],
        PatchesPerEpoch = 2_000,
        DensePart = 0.5,
        Optimizer = Optimizer.Adam,
        PatchShare = 0.1f,
        PatchesFromPixels = true,
        CropSizes = [88, 120, 120, 120, 168],
    };

    /// <summary>A run of two minutes: to try things out, and for tests.</summary>
    public static TrainingPreset Tiny { get; } = Compact with
    {
        Name = "tiny",
        Stages = [new(TrainedPart.Pixels, 1e-3, 6, 16), new(TrainedPart.Patches, 1e-4, 1, 16), new(TrainedPart.All, 5e-5, 1, 16)],
        PatchesPerEpoch = 160,
        Batch = 8,
        CropSizes = [88, 120],
    };

    private static readonly TrainingPreset[] Presets = [Paper, Compact, Tiny];

    /// <summary>Names of all presets.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(Presets, preset => preset.Name);

    /// <summary>A preset by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static TrainingPreset Named(string name) => Presets.Single(preset => preset.Name == name);

    /// <summary>Looks for numbers that no run can be made with, or no package of its network written with.</summary>
    /// <exception cref="InvalidDataException">There are some; the message says what the first of them must be.</exception>
    public void Validate()
    {
        Require(
            Stages.Count > 0 && Stages.All(stage => stage is { Rate: >= 0, Epochs: >= 1, StepEpochs: >= 1 }),
            "stages: at least one; rate 0 or more, epochs and stepEpochs 1 or more");
        Require(Batch >= 1 && PatchesPerEpoch >= 1, "batch and patchesPerEpoch: 1 or more");
        Require(CropSizes.Count > 0 && CropSizes.All(IsSide) && IsSide(Network.Patch), "cropSizes, at least one, and patch: multiples of 8");
        Require(Network.Width >= DrnD38.LeastWidth, $"width: at least {DrnD38.LeastWidth}");
        Require(Momentum is >= 0 and < 1, "momentum: 0 to less than 1");
        Require(new[] { PositivePart, DensePart, MistakenPart }.All(part => part is >= 0 and <= 1), "positivePart, densePart and mistakenPart: 0 to 1");
        Require(PositiveWeight > 0 && PatchShare >= 0 && PositiveMm2 > 0, "positiveWeight and positiveMm2: more than 0; patchShare: 0 or more");
        if (ManifestRules.Violations(ManifestToBe()).FirstOrDefault() is { } violation)
            throw new InvalidDataException(violation);
    }

    private static bool IsSide(int pixels) => pixels > 0 && pixels % 8 == 0;

    /// <summary>The manifest that a package of the network will have; what a preset does not know is made up.</summary>
    private ModelManifest ManifestToBe() =>
        Network.ToManifest("model", "0.1.0", OperatingPointTable.NotMeasured, "Nothing.") with { Sha256 = new string('0', 64) };

    private static void Require(bool condition, string rule)
    {
        if (!condition)
            throw new InvalidDataException($"{rule}.");
    }
}
