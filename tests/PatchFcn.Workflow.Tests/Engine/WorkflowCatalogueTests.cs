using System.Reflection;
using System.Text.RegularExpressions;
using PatchFcn.Core.Studies;
using PatchFcn.Testing;

namespace PatchFcn.Workflow.Tests.Engine;

/// <summary>R195: whatever ends a study stands in the document, and so in a catalogue.</summary>
public sealed partial class WorkflowCatalogueTests
{
    /// <summary>Constant reasons, and those with a figure or a sentence for any.</summary>
    public static TheoryData<string> Names =>
    [
        .. typeof(WorkflowCatalogue).GetProperties().Select(it => ((Refusal)it.GetValue(null)!).Name)
            .Concat(typeof(WorkflowCatalogue).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(it => !it.IsSpecialName).Select(it => ((Refusal)it.Invoke(null, [Any(it)])!).Name))
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Catalogue_EveryName_StandsInTheDocument(string name) =>
        Assert.Contains($"| `{name}` |", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "refusals.md")), StringComparison.Ordinal);

    [Fact]
    public void Source_RefusalsWithAName_AreMadeInCataloguesAlone()
    {
        var files = Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.EndsWith("Catalogue.cs", StringComparison.Ordinal));

        Assert.DoesNotContain(files, path => NamedRefusal().IsMatch(File.ReadAllText(path)));
    }

    private static object? Any(MethodInfo method) => method.GetParameters().Single().ParameterType is { IsValueType: true } type ? Activator.CreateInstance(type) : null;

    [GeneratedRegex("""Refusal\("|Refusal \w+ (\{ get; \} )?= new\(""")]
    private static partial Regex NamedRefusal();
}
