using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;

namespace PatchFcn.Reporting.Tests.Reports;

public sealed class CoverageGapsTests
{
    /// <summary>A name that no warning has would be silent for ever.</summary>
    [Fact]
    public void Names_EachOne_IsAWarningOfTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "refusals.md"));

        Assert.All(CoverageGaps.Names, name => Assert.Contains($"`{name}`", document, StringComparison.Ordinal));
    }
}
