namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>What can go wrong at a port.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It takes longer.</summary>
    Latency,

    /// <summary>The service answers 503, or the file system refuses.</summary>
    Refused,

    /// <summary>The service answers at none of several attempts.</summary>
    OutOfReach,

    /// <summary>No answer comes in time.</summary>
    TimedOut,

    /// <summary>It is done, but the answer is lost.</summary>
    AnswerLost,

    /// <summary>Writing breaks off in the middle.</summary>
    TornWrite,

    /// <summary>The disk is full, for a while.</summary>
    DiskFull,

    /// <summary>An intermediate artifact is gone.</summary>
    Missing,

    /// <summary>An intermediate artifact has lost its second half.</summary>
    TornRead,

    /// <summary>There is no memory left to write what a step has made.</summary>
    OutOfMemory,

    /// <summary>There is no memory left to score a slice.</summary>
    ScorerOutOfMemory,

    /// <summary>A lease that is held is lost: another host may take it at once, and who has lost it hears of it a little later.</summary>
    LeaseLost,

    /// <summary>The model is damaged when a host starts.</summary>
    CorruptModel,

    /// <summary>The clock is set.</summary>
    ClockJump,

    /// <summary>The process dies before it has done anything.</summary>
    KilledBefore,

    /// <summary>The process dies when it has just done it.</summary>
    KilledAfter,
}

/// <summary>The process is dead: nothing it still tries has any effect.</summary>
internal sealed class HostKilledException() : Exception("The host is dead.");
