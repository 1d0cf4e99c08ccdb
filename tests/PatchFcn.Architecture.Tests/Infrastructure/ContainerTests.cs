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

    /// <summary>By number, so that a platform can tell without the image's list of users. What runs can change its home and nothing that was copied: on Container Apps this stands in for a read-only root file system.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void User_EveryImage_IsANumberThatOwnsItsHomeAlone(string file)
    {
        var text = File.ReadAllText(Path.Combine(Bicep.Folder, file));
        var image = text[text.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        var user = Assert.Single(User().Matches(image));
        var home = Home().Match(image).Groups[1].Value;

        Assert.All([1, 2], part => Assert.NotEqual(0, int.Parse(user.Groups[part].Value)));
        Assert.Equal([home], Given().Matches(image).Select(given => given.Groups[1].Value));
        Assert.All(Copied().Matches(image), copy => Assert.DoesNotContain(home, copy.Value, StringComparison.Ordinal));
        Assert.All(Copied().Matches(image), copy => Assert.DoesNotMatch("--chown|--chmod", copy.Value));
        Assert.DoesNotMatch(@"(?m)^(USER|RUN|COPY|ADD) ", image[(user.Index + user.Length)..]);
    }

    [GeneratedRegex(@"^USER (\d+):(\d+)$", RegexOptions.Multiline)]
    private static partial Regex User();

    [GeneratedRegex(@"\bHOME=(\S+)")]
    private static partial Regex Home();

    [GeneratedRegex(@"(?:chown|chmod)(?: -\S+)* \S+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"^(?:COPY|ADD) .*$", RegexOptions.Multiline)]
    private static partial Regex Copied();

    [GeneratedRegex(@"ASPNETCORE_URLS=http://\+:(\d+)")]
    private static partial Regex Port();
}
