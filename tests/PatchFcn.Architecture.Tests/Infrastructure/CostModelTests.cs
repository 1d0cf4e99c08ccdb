using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>The cost model says what its formulas give (requirement R71).</summary>
public sealed class CostModelTests
{
    [Fact]
    public void CostModel_Document_HoldsTheTablesOfItsParameters()
    {
        var document = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "infra", "cost-model.md"));
        var tables = CostModel.Tables(File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "infra", "cost-model.json")));

        Assert.True(document.Contains(tables, StringComparison.Ordinal), $"Put these into infra/cost-model.md:\n\n{tables}");
    }
}
