namespace PatchFcn.Dicom.Reading.Sources;

/// <summary>A limit of the upload is exceeded. It never leaves this room: the reader turns it into a ledger row or a refusal.</summary>
internal sealed class UploadLimitException(ReadingReason reason) : Exception(reason.Name)
{
    public ReadingReason Reason { get; } = reason;
}
