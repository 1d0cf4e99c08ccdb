using PatchFcn.Core;
using PatchFcn.Inference.Models;

namespace PatchFcn.Training;

/// <summary>Failures that a user can do something about, as one line on stderr.</summary>
internal static class TrainingFailure
{
    /// <summary>Exit code of a command that was cancelled.</summary>
    public const int Cancelled = 130;

    private const int Failed = 1;

    /// <summary>Runs a command.</summary>
    /// <returns>Its exit code; 1 where it failed, 130 where it was cancelled.</returns>
    public static async Task<int> ReportAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (Exception exception) when (exception is InvalidDataException or UsageException or ModelPackageException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }
}
