using Azure;
using Azure.Identity;
using PatchFcn.Core;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Cli;

/// <summary>What all commands have in common: how they end when something is wrong.</summary>
internal static class CommandRunner
{
    /// <summary>Runs a command; what the user can mend becomes one clear line on stderr, everything else an internal failure.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellation, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Console.Error.WriteLine("Interrupted. Results that were not finished were not written.");
            return ExitCodes.Interrupted;
        }
        catch (Exception problem) when (problem is ModelPackageException or DeviceUnavailableException or UsageException)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCodes.Usage;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot read or write: {problem.Message}");
            return ExitCodes.Failure;
        }
        catch (Exception problem) when (OfTheAccount(problem) is { } reason)
        {
            Console.Error.WriteLine($"Cannot reach or use the storage account: {reason}");
            return ExitCodes.Failure;
        }
        catch (Exception problem)
        {
            Console.Error.WriteLine($"Internal failure: {problem}");
            return ExitCodes.Failure;
        }
    }

    /// <summary>What is wrong with a storage account or with signing in to it, in one line; null where the problem is another. Several tries end in one problem that holds theirs.</summary>
    private static string? OfTheAccount(Exception problem) => problem switch
    {
        AggregateException { InnerExceptions: [.., var last] } => OfTheAccount(last),
        RequestFailedException or AuthenticationFailedException => problem.Message.Split('\n', 2)[0].TrimEnd(),
        _ => null,
    };
}
