using System.Text.RegularExpressions;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>The container files agree with the templates that run them.</summary>
public sealed partial class ContainerTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Bicep.Folder, "Containerfile.*").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void HostName_EveryImage_IsThePortItListensOn(string file)
    {
        var text = File.ReadAllText(Path.Combine(Bicep.Folder, file));
        var port = Port().Match(text).Groups[1].Value;

        Assert.Contains($"WEBSITE_HOSTNAME=localhost:{port} ", text, StringComparison.Ordinal);
        Assert.Contains($"var port = {port}\n", File.ReadAllText(Path.Combine(Bicep.Folder, "modules", "app.bicep")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"ASPNETCORE_URLS=http://\+:(\d+)")]
    private static partial Regex Port();
}
