namespace PatchFcn.Workflow;

/// <summary>What became of one object that was sent.</summary>
/// <param name="File">Path relative to the result path.</param>
/// <param name="Taken">Whether the receiver has it now.</param>
/// <param name="Account">What the receiver said, or why it was not sent, in a few words.</param>
/// <param name="Attempts">How often it was sent; 0 where it was not.</param>
public sealed record Delivered(string File, bool Taken, string Account, int Attempts)
{
    /// <summary>Whether the receiver did not answer at all.</summary>
    public bool OutOfReach { get; init; }
}

/// <summary>What became of all objects of a result.</summary>
/// <param name="Objects">One account for each object, in the order of the manifest.</param>
public sealed record DeliveryAccount(IReadOnlyList<Delivered> Objects);
