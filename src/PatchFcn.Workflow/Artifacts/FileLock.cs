using System.Diagnostics;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// Locked files: one process at a time has one, and the operating system lets go of it when the process ends, however it ends. The file stays where it is, empty, until
/// <see cref="TryDelete"/> takes it away. Whoever had opened it just before that would lock what nobody else can find, so the time of what is locked is compared with that of what stands there.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Locks a file; null where another has it, or is about to delete it.</summary>
    /// <param name="file">Full path, on a file system with locks; made with its folder where it does not exist.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream? TryTake(string file)
    {
        try
        {
            var taken = Take(file);
            if (File.GetLastWriteTimeUtc(taken.SafeFileHandle) == File.GetLastWriteTimeUtc(file))
                return taken;
            taken.Dispose();
            return null;
        }
        catch (IOException problem) when (IsHeld(problem))
        {
            return null;
        }
    }

    /// <summary>Deletes a file that nobody has locked. Not on Windows, where it cannot be deleted while it is locked.</summary>
    /// <param name="file">Full path.</param>
    public static void TryDelete(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var taken = TryTake(file);
        if (taken is not null)
            File.Delete(file);
    }

    /// <summary>Locks a file as soon as it is free.</summary>
    /// <param name="file">Full path, as above.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    /// <exception cref="IOException">It cannot be opened, or was not free for 30 seconds.</exception>
    public static async Task<FileStream> TakeAsync(string file, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            if (TryTake(file) is { } taken)
                return taken;
            await Task.Delay(Pause, cancellation);
        }
        return Take(file);
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows: anything else is no other's doing.</summary>
    private static bool IsHeld(IOException problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static FileStream Take(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }
}
