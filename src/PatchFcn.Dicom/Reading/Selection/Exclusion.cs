namespace PatchFcn.Dicom.Reading.Selection;

/// <summary>Why a series cannot be analysed.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Rank">How far the series came through the rules.</param>
/// <param name="Detail">Figures of this series, as a sentence.</param>
internal sealed record Exclusion(ReadingReason Reason, int Rank, string Detail = "");
