using System.Reflection;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Studies;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.SkullStripping;

public sealed class SkullStripCatalogueTests
{
    /// <summary>Constants as they are, sentences with a figure for the figure 1.</summary>
    public static TheoryData<string> Names =>
    [
        .. typeof(SkullStripCatalogue).GetFields(BindingFlags.Static | BindingFlags.Public).Select(constant => NameOf(constant.GetValue(null))),
        .. typeof(SkullStripCatalogue).GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => NameOf(method.Invoke(null, [1.0]))),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Catalogue_EveryName_StandsInTheDocument(string name) =>
        Assert.Contains($"`{name}`", File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "refusals.md")));

    private static string NameOf(object? entry) => entry switch
    {
        Refusal refusal => refusal.Name,
        StudyWarning warning => warning.Name,
        _ => throw new InvalidOperationException("The catalogue holds refusals and warnings."),
    };
}
