using PatchFcn.Core.Aggregation;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class StudyFindingsTests
{
    [Fact]
    public void IsPositive_ScoreAtTheThreshold_IsTrue()
    {
        var findings = new StudyFindings(0.5, 0, [], [], new(0, 0), []);

        Assert.True(findings.IsPositive(0.5));
        Assert.False(findings.IsPositive(0.5000001));
    }
}
