using Spectre.Console;

namespace PatchFcn.Training;

/// <summary>The console on stderr, for progress: stdout carries results only.</summary>
internal static class Stderr
{
    /// <summary>Opens it.</summary>
    public static IAnsiConsole Open() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
}
