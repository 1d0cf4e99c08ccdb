using PatchFcn.Cli.Evaluation;
using PatchFcn.Workflow;

namespace PatchFcn.Cli;

/// <summary>How the command ends. Scripts rely on these numbers.</summary>
internal static class ExitCodes
{
    /// <summary>The study was analysed, with or without a bleed; or the command did what it was asked.</summary>
    public const int Success = 0;

    /// <summary>Something inside failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The study was refused; the reason is on stderr and in report.json.</summary>
    public const int Refused = 3;

    /// <summary>A replay gave something else, or a log is not as it was written.</summary>
    public const int Different = 4;

    /// <summary>A receiver did not take everything.</summary>
    public const int NotTaken = 5;

    /// <summary>Interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code that says how a study ended.</summary>
    public static int Of(StudyOutcome outcome) => outcome.Reason switch
    {
        null => Success,
        { Name: WorkflowCatalogue.InternalFailure } => Failure,
        _ => Refused,
    };

    /// <summary>The exit code that says how an evaluation ended: what is refused belongs to a test set, what fails does not.</summary>
    public static int Of(IEnumerable<JudgedCase> cases) => cases.Any(study => study.Result.HasFailed) ? Failure : Success;
}
