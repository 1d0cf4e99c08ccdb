using PatchFcn.Core.Aggregation;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class StackScoreTests
{
    [Fact]
    public void Of_SeveralClasses_IsTheMaximumOfEachColumn()
    {
        var score = StackScore.Of([Patch(0.2f, 0.1f, 0.05f), Patch(0.7f, 0.3f, 0.6f), Patch(0.4f, 0.45f, 0f)], classCount: 2);

        Assert.Equal(0.7f, score.Score);
        Assert.Equal([0.45f, 0.6f], score.ClassScores);
    }

    [Fact]
    public void Of_BinaryModel_IsTheScoreOfItsClassToo() =>
        Assert.Equal([0.8f], StackScore.Of([Patch(0.8f), Patch(0.3f)], classCount: 1).ClassScores);

    [Fact]
    public void Of_NothingScored_ThrowsRatherThanBeingNegative() =>
        Assert.Throws<ArgumentException>(() => StackScore.Of([], classCount: 1));

    [Fact]
    public void Of_NotANumber_ThrowsRatherThanBeingNegative() =>
        Assert.Throws<ArgumentException>(() => StackScore.Of([Patch(0.1f), Patch(float.NaN)], classCount: 1));

    [Fact]
    public void Of_ScoresOfAnotherModel_Throws() =>
        Assert.Throws<ArgumentException>(() => StackScore.Of([Patch(0.1f, 0.2f)], classCount: 2));

    private static ScoredPatch Patch(params float[] scores) => new(0, 0, 0, 240, scores);
}
