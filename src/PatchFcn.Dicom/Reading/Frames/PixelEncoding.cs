namespace PatchFcn.Dicom.Reading.Frames;

/// <summary>How the cells of an image become Hounsfield units (PS3.3 C.7.6.3, C.7.5.1.1.2, C.8.2.1).</summary>
/// <param name="BitsStored">Bits of a cell that carry the value, 1 to 16.</param>
/// <param name="HighBit">The highest of these bits.</param>
/// <param name="IsSigned">Whether the value is in two's complement.</param>
/// <param name="Slope">RescaleSlope; null when missing.</param>
/// <param name="Intercept">RescaleIntercept, HU; null when missing.</param>
/// <param name="Padding">PixelPaddingValue, stored value of pixels outside the image; null when there is none.</param>
/// <param name="PaddingLimit">PixelPaddingRangeLimit: all values from <paramref name="Padding"/> to this one are padding; null when there
/// is none.</param>
internal sealed record PixelEncoding(
    int BitsStored, int HighBit, bool IsSigned, double? Slope, double? Intercept, int? Padding, int? PaddingLimit)
{
    /// <summary>Whether the file says how values become Hounsfield units.</summary>
    public bool IsRescaled => Slope is not null && Intercept is not null;

    /// <summary>A value of 16 bits as the pixel representation reads it.</summary>
    public int Normalize(int value) => IsSigned ? (short)value : (ushort)value;

    /// <summary>The value a cell stores in its bits up to the high bit.</summary>
    public int StoredValue(ushort cell)
    {
        var aboveHighBit = 15 - HighBit;
        var raised = (ushort)(cell << aboveHighBit);
        return IsSigned ? (short)raised >> (16 - BitsStored) : raised >> (16 - BitsStored);
    }
}
