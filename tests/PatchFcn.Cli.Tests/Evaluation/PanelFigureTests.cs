using PatchFcn.Cli.Evaluation.Figures;

namespace PatchFcn.Cli.Tests.Evaluation;

/// <summary>R400: what stands over the pictures of a case.</summary>
public sealed class PanelFigureTests
{
    [Theory]
    [InlineData(0.49999, "score 0.49999, not called")]
    [InlineData(0.5, "score 0.500, called")]
    public void Describe_ScoreAtThePoint_LooksLikeItOnlyWhereItIsCalled(double score, string expected) =>
        Assert.Contains(expected, new PanelFigure("", "", 0.5).Describe(Made.Case("a", true, score)), StringComparison.Ordinal);
}
