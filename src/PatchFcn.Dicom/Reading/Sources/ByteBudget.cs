namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>The bytes that all files of an upload may have together.</summary>
internal sealed class ByteBudget(long total)
{
    private long _left = total;

    public bool IsExhausted => Interlocked.Read(ref _left) < 0;

    /// <exception cref="UploadLimitException">The budget is exhausted.</exception>
    public void Spend(int bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) < 0)
            throw new UploadLimitException(ReadingCatalogue.Studies.UploadTooLarge);
    }
}
