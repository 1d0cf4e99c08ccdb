using PatchFcn.Training.Learning;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.Presets;

/// <summary>R52: the numbers that the paper fixes.</summary>
public sealed class TrainingPresetTests
{
    private static readonly TrainingPreset Paper = TrainingPreset.Named("paper");

    [Fact]
    public void Paper_Stages_AreThoseOfThePaper()
    {
        Assert.Equal([(TrainedPart.Pixels, 400), (TrainedPart.Patches, 40), (TrainedPart.All, 30)], Paper.Stages.Select(stage => (stage.Trains, stage.Epochs)));
        Assert.Equal(1e-3, Paper.Stages[0].Rate);
        Assert.Equal(5e-5, Paper.Stages[2].Rate);
    }

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(159, 1e-3)]
    [InlineData(160, 1e-4)]
    [InlineData(399, 1e-5)]
    public void Paper_Rate_FallsToATenthEveryHundredAndSixtyEpochs(int epoch, double rate) => Assert.Equal(rate, Paper.Stages[0].RateAt(epoch), 1e-12);

    [Fact]
    public void Presets_All_SampleAndWeighAsThePaper() => Assert.All(TrainingPreset.Names.Select(TrainingPreset.Named), preset =>
        Assert.Equal((0.3, 3f, 0.99), (preset.PositivePart, preset.PositiveWeight, preset.Momentum)));

    [Fact]
    public void Presets_All_OverlapByTwoThirds() => Assert.All(TrainingPreset.Names.Select(TrainingPreset.Named), preset =>
        Assert.Equal(preset.Network.Patch, 3 * preset.Network.Stride));

    [Fact]
    public void Schedule_AllSteps_GoThroughTheStagesInOrder()
    {
        var preset = TrainingPreset.Tiny;
        var schedule = new Schedule(preset);
        var positions = Enumerable.Range(0, (int)schedule.Steps).Select(step => schedule.At(step)).ToList();

        Assert.Equal(positions.OrderBy(p => p.Stage).ThenBy(p => p.Epoch).ThenBy(p => p.Step), positions);
        Assert.Equal(preset.Stages.Select(stage => stage.Epochs * schedule.StepsPerEpoch), positions.GroupBy(p => p.Stage).Select(group => group.Count()));
    }
}
