using Spectre.Console;

namespace PatchFcn.Cli;

/// <summary>Where progress and events are told: stdout stays clean for results.</summary>
internal static class Stderr
{
    /// <summary>The console on stderr.</summary>
    public static IAnsiConsole Console { get; } = Create();

    /// <summary>Whether somebody may be looking at it.</summary>
    public static bool IsTerminal => Console.Profile.Out.IsTerminal;

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        // A log has no width at which lines were to be broken.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 500;
        return console;
    }
}
