using System.Text.RegularExpressions;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>R193: the app ends at a setting that it does not have, so templates and document name no other; and the document names all. Read as text, for the Local edition does not build the app.</summary>
public sealed partial class SettingsTests
{
    private static IEnumerable<string> OfTheApp => Property().Matches(Read("src", "PatchFcn.Functions", "AppOptions.cs")).Select(it => it.Groups[1].Value);

    [Fact]
    public void Document_Settings_AreThoseOfTheApp() => Assert.Equal(OfTheApp.Order(), Named(Read("docs", "deploy.md")).Order());

    [Fact]
    public void Templates_Settings_AreSomeOfTheApp()
    {
        var templates = Directory.EnumerateFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText).Append(Read("src", "PatchFcn.Functions", "local.settings.json"));
        var named = templates.SelectMany(Named).ToList();

        Assert.Contains("ModelFolder", named);
        Assert.Empty(named.Except(OfTheApp));
    }

    private static IEnumerable<string> Named(string text) => Setting().Matches(text).Select(it => it.Groups[1].Value).Distinct();

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([TestData.RepositoryRoot, .. path]));

    [GeneratedRegex(@"public \S+ (\w+) \{ get; init; \}")]
    private static partial Regex Property();

    [GeneratedRegex("PatchFcn__([A-Za-z]+)")]
    private static partial Regex Setting();
}
