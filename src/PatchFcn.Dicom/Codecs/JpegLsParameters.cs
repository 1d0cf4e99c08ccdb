using System.Numerics;

namespace PatchFcn.Dicom.Codecs;

/// <summary>The coding parameters of a JPEG-LS scan without loss, NEAR = 0 (ITU-T T.87 C.2.4.1.1).</summary>
/// <param name="Largest">MAXVAL, the largest sample.</param>
/// <param name="Threshold1">T1, from which a gradient is of the second class.</param>
/// <param name="Threshold2">T2, from which it is of the third.</param>
/// <param name="Threshold3">T3, from which it is of the fourth.</param>
/// <param name="Reset">RESET, the occurrences after which the counters of a context are halved.</param>
internal readonly record struct JpegLsParameters(int Largest, int Threshold1, int Threshold2, int Threshold3, int Reset)
{
    private const int Fields = 5;

    /// <summary>RANGE, the number of values of a sample.</summary>
    public int Range => Largest + 1;

    /// <summary>qbpp, the bits of an error that is written as it is (A.2.1).</summary>
    public int BitsOfError => BitOperations.Log2((uint)Largest) + 1;

    /// <summary>LIMIT, the bits of the longest code (A.2.1).</summary>
    public int LongestCode => 2 * (Math.Max(2, BitsOfError) + Math.Max(8, BitsOfError));

    /// <summary>A sample from a prediction and its error, which are added modulo RANGE (A.4.5).</summary>
    public int Wrap(int sample) => sample < 0 ? sample + Range : sample > Largest ? sample - Range : sample;

    /// <summary>The parameters of a scan that has none of its own.</summary>
    public static JpegLsParameters Default(int precision) => Of((1 << precision) - 1, 0, 0, 0, 0);

    /// <summary>Reads the preset parameters of a segment, without its type; those that are 0 have their default.</summary>
    public static JpegLsParameters Parse(ReadOnlySpan<byte> segment, int precision)
    {
        if (segment.Length != Fields * sizeof(ushort))
            throw Contradictory();
        var most = (1 << precision) - 1;
        var largest = JpegSegmentReader.UInt16(segment, 0);
        if (largest > most)
            throw Contradictory();
        return Of(largest == 0 ? most : largest, JpegSegmentReader.UInt16(segment, 2), JpegSegmentReader.UInt16(segment, 4),
            JpegSegmentReader.UInt16(segment, 6), JpegSegmentReader.UInt16(segment, 8));
    }

    /// <summary>Replaces zeros by the defaults, and holds the bounds of table C.1.</summary>
    private static JpegLsParameters Of(int largest, int threshold1, int threshold2, int threshold3, int reset)
    {
        const int DefaultReset = 64;
        const int LeastReset = 3;
        if (threshold1 == 0)
            threshold1 = DefaultThreshold(largest, basic: 3, offset: 2, least: 1);
        if (threshold2 == 0)
            threshold2 = DefaultThreshold(largest, basic: 7, offset: 3, threshold1);
        if (threshold3 == 0)
            threshold3 = DefaultThreshold(largest, basic: 21, offset: 4, threshold2);
        if (reset == 0)
            reset = DefaultReset;
        if (threshold1 > threshold2 || threshold2 > threshold3 || threshold3 > largest || reset < LeastReset || reset > Math.Max(255, largest))
            throw Contradictory();
        return new JpegLsParameters(largest, threshold1, threshold2, threshold3, reset);
    }

    /// <summary>A threshold scaled from samples of 8 bits to those of this scan (C.2.4.1.1.1).</summary>
    private static int DefaultThreshold(int largest, int basic, int offset, int least)
    {
        var value = largest >= 128
            ? (Math.Min(largest, 4095) + 128) / 256 * (basic - offset) + offset
            : Math.Max(offset, basic / (256 / (largest + 1)));
        return value < least || value > largest ? least : value;
    }

    private static DicomFormatException Contradictory() => JpegSegmentReader.Damaged("has coding parameters that make no sense");
}
