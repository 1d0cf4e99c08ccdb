using PatchFcn.Core.Aggregation;
using PatchFcn.Training.Data;
using PatchFcn.Training.Mining;
using PatchFcn.Training.Presets;
using PatchFcn.Training.Sampling;

namespace PatchFcn.Training.Tests.Sampling;

public sealed class PatchSamplerTests
{
    private static readonly TrainingPreset Preset = TrainingPreset.Tiny with { CropSizes = [64], Network = TrainingPreset.Tiny.Network with { Patch = 64 } };

    /// <summary>Two slices of 100 × 80 brain at 30 HU; the upper one has a square of blood of class 3 at 65 HU.</summary>
    private static PreparedHead Head()
    {
        const int Rows = 100, Columns = 80, Area = Rows * Columns;
        var head = new PreparedHead("head", "patient", 2, Rows, Columns, new byte[2 * 3 * Area], new byte[2 * Area]);
        Array.Fill(head.Densities, DensityCode.Encode((30 - DensityCode.Window.Low) / (DensityCode.Window.High - DensityCode.Window.Low)));
        for (var row = 40; row < 60; row++)
        {
            for (var column = 30; column < 50; column++)
            {
                head.Labels[Area + row * Columns + column] = 3;
                head.Densities[4 * Area + row * Columns + column] = DensityCode.Encode((65 - DensityCode.Window.Low) / (DensityCode.Window.High - DensityCode.Window.Low));
            }
        }
        return head;
    }

    private static PatchSampler Sampler(TrainingPreset preset, Augmentation augmentation, int seed = 5) => new(new SlicePool([Head()]), preset, augmentation, seed);

    /// <summary>R324</summary>
    [Fact]
    public void SlicePool_HeadsWithoutBrain_AreRefused()
    {
        var empty = Head();
        empty.Densities.AsSpan().Fill(DensityCode.Stripped);
        empty.Labels.AsSpan().Clear();

        Assert.Throws<InvalidDataException>(() => new SlicePool([empty]));
    }

    [Fact]
    public void Draw_SameSeedAndIndex_IsTheSameBatch()
    {
        var first = Sampler(Preset, Augmentation.Strong).Draw(11);
        var second = Sampler(Preset, Augmentation.Strong).Draw(11);

        Assert.Equal(first.Inputs, second.Inputs);
        Assert.Equal(first.Pixels, second.Pixels);
        Assert.Equal(first.Patches, second.Patches);
    }

    [Fact]
    public void Draw_OtherIndex_IsAnotherBatch() =>
        Assert.NotEqual(Sampler(Preset, Augmentation.Strong).Draw(1).Inputs, Sampler(Preset, Augmentation.Strong).Draw(2).Inputs);

    [Fact]
    public void Draw_ManyBatches_TakesThirtyPercentFromPositiveImages()
    {
        var sampler = Sampler(Preset, Augmentation.Strong);
        var positive = Enumerable.Range(0, 200).Select(index => sampler.Draw(index)).Sum(batch => batch.Pixels.Chunk(batch.Side * batch.Side).Count(patch => patch.Contains(1)));

        // 1600 patches: 0.30 ± 4 standard deviations of 0.011.
        Assert.InRange(positive / (200.0 * Preset.Batch), 0.25, 0.35);
    }

    [Fact]
    public void Draw_DensePart_ShowsWhatLooksLikeBloodInSlicesWithoutBlood()
    {
        var head = Head();
        for (var row = 20; row < 23; row++) // A calcification of 3 × 3 pixels in the lower slice.
            Array.Fill(head.Densities, DensityCode.FromHu(90), 100 * 80 + row * 80 + 10, 3);
        var sampler = new PatchSampler(new SlicePool([head]), Preset with { PositivePart = 0, DensePart = 1, CropSizes = [32] }, Augmentation.None, 5);

        var batch = sampler.Draw(0);

        // 90 HU is 0.79 in the window, the rest of the slice 0.36.
        for (var patch = 0; patch < batch.Count; patch++)
            Assert.Contains(batch.Inputs.Skip((3 * patch + 1) * batch.Side * batch.Side).Take(batch.Side * batch.Side), value => value > 0.7f);
    }

    /// <summary>R47: what an earlier network took for blood is shown as often as is asked for.</summary>
    [Fact]
    public void Draw_MistakenPart_ShowsWhatWasTakenForBlood()
    {
        var head = Head();
        Array.Fill(head.Densities, DensityCode.FromHu(90), 100 * 80 + 20 * 80 + 10, 3);
        var mistakes = new Mistakes(new Dictionary<(string, int), int[]> { [("head", 0)] = [20 * 80 + 11] });
        var preset = Preset with { PositivePart = 0, MistakenPart = 1, CropSizes = [32] };

        var batch = new PatchSampler(new SlicePool([head], mistakes), preset, Augmentation.None, 5).Draw(0);

        // 90 HU is 0.79 in the window, the rest of the slice 0.36.
        for (var patch = 0; patch < batch.Count; patch++)
            Assert.Contains(batch.Inputs.Skip((3 * patch + 1) * batch.Side * batch.Side).Take(batch.Side * batch.Side), value => value > 0.5f);
    }

    /// <summary>R329: mistakes of another head of this name are drawn from at wrong places, or beyond the slice.</summary>
    [Theory]
    [InlineData(100 * 80)]
    [InlineData(-1)]
    public void SlicePool_MistakesBeyondTheSlice_AreRefused(int pixel)
    {
        var mistakes = new Mistakes(new Dictionary<(string, int), int[]> { [("head", 1)] = [pixel] });

        Assert.Contains("head", Assert.Throws<InvalidDataException>(() => new SlicePool([Head()], mistakes)).Message);
    }

    /// <summary>R220: the lower slice lies under the end of the bleed in the upper one.</summary>
    [Fact]
    public void Draw_WhereABleedEnds_TeachesNeitherBloodNorBrain()
    {
        var batch = Sampler(Preset with { PositivePart = 0 }, Augmentation.None).Draw(0);

        Assert.Contains(-1, batch.Pixels);
        Assert.Equal(batch.Pixels.Chunk(batch.Side * batch.Side).Select(pixels => pixels.Contains(-1) ? -1L : 0L), batch.Patches);
    }

    /// <summary>R220</summary>
    [Fact]
    public void SlicePool_MistakenWhereABleedEnds_AreNoMistakes()
    {
        var (end, elsewhere) = (50 * 80 + 40, 20 * 80 + 11);
        var mistakes = new Mistakes(new Dictionary<(string, int), int[]> { [("head", 0)] = [end, elsewhere] });

        Assert.Equal([elsewhere], Assert.Single(new SlicePool([Head()], mistakes).MistakenNegative).Mistaken);
    }

    /// <summary>R221</summary>
    [Fact]
    public void Draw_AsScored_HasThePatchSizeOfTheModel()
    {
        var sampler = Sampler(Preset with { CropSizes = [40, 96] }, Augmentation.Strong);

        Assert.All(Enumerable.Range(0, 8), index => Assert.Equal((64, Preset.Batch), (sampler.Draw(index, asScored: true).Side, sampler.Draw(index, asScored: true).Count)));
    }

    [Fact]
    public void Draw_WithoutChanges_LabelsExactlyWhatIsDense()
    {
        var batch = Sampler(Preset with { PositivePart = 1 }, Augmentation.None).Draw(0);
        var area = batch.Side * batch.Side;

        // 65 HU is 0.61 in the window, 30 HU 0.36; between them is the interpolated border.
        for (var i = 0; i < batch.Count * area; i++)
        {
            var input = batch.Inputs[i / area * 3 * area + area + i % area];
            if (input is > 0.3f and < 0.37f or > 0.6f)
                Assert.Equal(input > 0.5f ? 1 : 0, batch.Pixels[i]);
        }
    }

    [Fact]
    public void Draw_PastTheHead_HasTheFillValue()
    {
        var preset = Preset with { Network = Preset.Network with { FillValue = 0.25f, Patch = 200 }, CropSizes = [200] };

        var batch = Sampler(preset, Augmentation.Strong).Draw(0);

        Assert.Equal(0.25f, batch.Inputs[0]);
    }

    [Fact]
    public void Draw_Multiclass_JudgesTheCombinedClassAndEveryClass()
    {
        var preset = Preset with { PositivePart = 1, Network = Preset.Network with { Classes = HemorrhageClass.Types } };

        var batch = Sampler(preset, Augmentation.None).Draw(0);

        Assert.Contains(3, batch.Pixels);
        // Combined, sdh, edh, iph, sah-ivh: every patch holds some of the third class, mostly enough to count.
        for (var patch = 0; patch < batch.Count; patch++)
        {
            var decisions = batch.Patches.AsSpan(5 * patch, 5);
            Assert.Equal(decisions[0], decisions[3]);
            Assert.Equal([0L, 0L, 0L], [decisions[1], decisions[2], decisions[4]]);
        }
        Assert.Contains(1, batch.Patches);
    }
}
