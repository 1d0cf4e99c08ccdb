using PatchFcn.Workflow;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R296: a script learns that an evaluation judged less than it was asked to.</summary>
public sealed class ExitCodesTests
{
    [Fact]
    public void Of_CasesThatWereRefused_Is0() => Assert.Equal(0, ExitCodes.Of([Made.Case("analysed", true, 0.9), Made.Case("refused", true, null)]));

    [Fact]
    public void Of_ACaseThatFailedInside_Is1()
    {
        var refused = Made.Case("failed", true, null);

        Assert.Equal(1, ExitCodes.Of([Made.Case("analysed", true, 0.9), refused with { Result = refused.Result with { Reason = WorkflowCatalogue.InternalFailure } }]));
    }
}
