using System.Diagnostics;

namespace PatchFcn.Cli.Tests;

/// <summary>Runs the command as a user does: a process with arguments, streams and an exit code.</summary>
internal static class Patchfcn
{
    public static Task<Run> RunAsync(string workingFolder, params string[] arguments) => RunAsync(workingFolder, [], arguments);

    public static async Task<Run> RunAsync(string workingFolder, IEnumerable<KeyValuePair<string, string?>> environment, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "patchfcn.dll"), .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Run(process.ExitCode, await output, await error);
    }
}

/// <summary>How a run ended.</summary>
internal sealed record Run(int ExitCode, string Output, string Error);
