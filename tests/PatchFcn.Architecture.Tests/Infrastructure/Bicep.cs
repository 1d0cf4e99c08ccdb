using System.Diagnostics;
using System.Reflection;
using PatchFcn.Testing;

namespace PatchFcn.Architecture.Tests.Infrastructure;

/// <summary>Runs the Bicep command line that NuGet serves, without a network.</summary>
internal static class Bicep
{
    public static string Folder { get; } = Path.Combine(TestData.RepositoryRoot, "infra");

    /// <summary>The tool; empty where this build has none.</summary>
    public static string Executable { get; } = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepPath").Value ?? "";

    /// <summary>Skips a test where the tool does not run.</summary>
    public static void IsNeeded() =>
        Assert.SkipUnless(File.Exists(Executable), "needs the Bicep command line, which this build takes from NuGet on Linux x64 only");

    /// <summary>Runs a command in <c>infra/</c>; the test is skipped where the tool does not run.</summary>
    public static Task<(int ExitCode, string Output, string Diagnostics)> RunAsync(params string[] arguments)
    {
        IsNeeded();
        return RunAsync(new ProcessStartInfo(Executable, arguments) { WorkingDirectory = Folder });
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Diagnostics)> RunAsync(ProcessStartInfo program)
    {
        (program.RedirectStandardOutput, program.RedirectStandardError) = (true, true);
        using var process = Process.Start(program)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var diagnostics = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await diagnostics);
    }
}
