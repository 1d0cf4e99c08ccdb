namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>The markers QCD and QCC (ITU-T T.800 A.6.4) without quantization, which the reversible wavelet demands.</summary>
internal sealed record Quantization(int GuardBits, byte[] Exponents)
{
    /// <summary>Reads the parameters.</summary>
    public static Quantization Parse(ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            throw Jpeg2000Decoder.Truncated();
        if ((segment[0] & 0x1F) != 0)
            throw Jpeg2000Decoder.Damaged("is quantized, with loss");
        return new(segment[0] >> 5, Array.ConvertAll(segment[1..].ToArray(), it => (byte)(it >> 3)));
    }

    /// <summary>The bit planes of a subband, counted from the lowest (equation E-2).</summary>
    public int BitPlanes(int subband) => subband < Exponents.Length
        ? GuardBits + Exponents[subband] - 1
        : throw Jpeg2000Decoder.Damaged("has fewer exponents than subbands");
}
