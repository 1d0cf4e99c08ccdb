using System.Diagnostics;
using System.Reflection;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>Runs the Bicep command line that NuGet serves, without a network.</summary>
internal static class Bicep
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "infra");

    private static string Executable { get; } = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepPath").Value ?? "";

    /// <summary>Runs a command in <c>infra/</c>; the test is skipped where the tool does not run.</summary>
    public static async Task<(int ExitCode, string Output, string Diagnostics)> RunAsync(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Executable), "needs the Bicep command line, which this build takes from NuGet on Linux x64 only");

        using var process = Process.Start(new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var diagnostics = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await diagnostics);
    }
}
