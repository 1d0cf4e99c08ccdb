using System.Numerics;

namespace PatchFcn.Dicom.Codecs;

/// <summary>
/// What was learnt of the errors of prediction in one context of JPEG-LS (ITU-T T.87 A.2): the counters A, B, C and N of a regular context; of the two
/// contexts that end runs, A, N and the number of negative errors Nn, which stands in the place of B.
/// </summary>
internal struct JpegLsContext
{
    private const int LargestCorrection = 127;

    private uint _magnitude; // A
    private int _bias; // B or Nn
    private int _count; // N

    /// <summary>A context that has seen nothing (A.2.1).</summary>
    public JpegLsContext(int range) => (_magnitude, _count) = (Math.Max(2, ((uint)range + 32) / 64), 1);

    /// <summary>C, what a prediction is corrected by, -128 to 127.</summary>
    public int Correction { get; private set; }

    /// <summary>k, the bits of a code behind its ones and zeros (A.5.1).</summary>
    public readonly int CodeBits => BitsFor(_magnitude);

    /// <summary>The same for the end of a run (A.7.2.1).</summary>
    public readonly int RunEndCodeBits(int type) => BitsFor(type == 0 ? _magnitude : _magnitude + ((uint)_count >> 1));

    /// <summary>The error that a code of a regular context stands for (A.5.2), which is then learnt from (A.6).</summary>
    public int TakeError(int code, int codeBits, int reset)
    {
        // Where errors lean to the negative, and codes have no further bits, the even codes are theirs.
        var isMirrored = codeBits == 0 && 2 * _bias <= -_count;
        var error = (code >> 1) ^ -(code & 1);
        if (isMirrored)
            error = ~error;
        _bias += error;
        _magnitude += (uint)Math.Abs(error);
        CountOne(reset);
        CorrectBias();
        return error;
    }

    /// <summary>The error that a code of the end of a run stands for, which is then learnt from (A.7.2.2).</summary>
    public int TakeRunEndError(int code, int codeBits, int type, int reset)
    {
        var doubled = code + type;
        var isOdd = (doubled & 1) != 0;
        var error = (doubled + 1) >> 1;
        if (isOdd == (codeBits != 0 || 2 * _bias >= _count))
            error = -error;
        if (error < 0)
            _bias++;
        _magnitude += (uint)(code + 1 - type) >> 1;
        CountOne(reset);
        return error;
    }

    private void CountOne(int reset)
    {
        if (_count == reset)
        {
            _magnitude >>= 1;
            _bias >>= 1;
            _count >>= 1;
        }
        _count++;
    }

    /// <summary>Keeps B between -N and 0, and corrects further predictions where it was not (A.6.2).</summary>
    private void CorrectBias()
    {
        if (_bias <= -_count)
        {
            _bias = Math.Max(_bias + _count, 1 - _count);
            Correction = Math.Max(Correction - 1, -LargestCorrection - 1);
        }
        else if (_bias > 0)
        {
            _bias = Math.Min(_bias - _count, 0);
            Correction = Math.Min(Correction + 1, LargestCorrection);
        }
    }

    /// <summary>The smallest number of bits by which N must be shifted to reach a magnitude.</summary>
    private readonly int BitsFor(uint magnitude)
    {
        var count = (uint)_count;
        var bits = Math.Max(0, BitOperations.Log2(magnitude) - BitOperations.Log2(count));
        return count << bits < magnitude ? bits + 1 : bits;
    }
}
