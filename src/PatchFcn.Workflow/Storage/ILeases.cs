namespace PatchFcn.Workflow.Storage;

/// <summary>Lets several hosts on one storage share the work: a name belongs to one of them at a time. A host that dies loses its leases.</summary>
public interface ILeases
{
    /// <summary>Takes a name; null where another has it.</summary>
    /// <param name="name">Made of <c>[A-Za-z0-9._-]</c>.</param>
    /// <param name="cancellation">Cancels the attempt.</param>
    Task<ILease?> TryTakeAsync(string name, CancellationToken cancellation);

    /// <summary>Deletes what was kept of names that nobody has, where anything is: a name may be taken again at any time.</summary>
    /// <param name="before">When the name was first taken, at the latest.</param>
    /// <param name="cancellation">Breaks off.</param>
    Task TidyUpAsync(DateTimeOffset before, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>A name that is held until it is disposed of.</summary>
public interface ILease : IAsyncDisposable
{
    /// <summary>Cancelled where the lease was lost although it was not given back: what it protected must stop.</summary>
    CancellationToken Lost { get; }
}
