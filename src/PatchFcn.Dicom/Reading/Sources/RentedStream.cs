namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>Gives back what it was read from when it is closed.</summary>
internal sealed class RentedStream(Stream inner, Action giveBack) : ForwardStream(inner)
{
    private Action? _giveBack = giveBack;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }
}
