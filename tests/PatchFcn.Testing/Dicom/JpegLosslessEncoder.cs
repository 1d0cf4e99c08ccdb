using System.Buffers.Binary;
using System.Numerics;

namespace PatchFcn.Testing.Dicom;

/// <summary>
/// JPEG Lossless (ITU-T T.81 annex H) for tests: any predictor, point transform and restart interval. One Huffman table with codes of
/// five bits serves for everything.
/// </summary>
public static class JpegLosslessEncoder
{
    private const int CodeBits = 5;
    private const int Sizes = 17;

    /// <summary>Encodes one frame.</summary>
    /// <param name="cells">Samples in row-major order; bits above <paramref name="precision"/> must be zero.</param>
    /// <param name="columns">Samples in a row.</param>
    /// <param name="precision">Bits of a sample, 2 to 16.</param>
    /// <param name="predictor">Selection value, 1 to 7.</param>
    /// <param name="pointTransform">Low bits that are dropped.</param>
    /// <param name="restartRows">Rows between restart markers; 0 for none.</param>
    public static byte[] Encode(
        ReadOnlySpan<ushort> cells, int columns, int precision = 16, int predictor = 1, int pointTransform = 0, int restartRows = 0)
    {
        var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8]);
        var size = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)(cells.Length / columns));
        BinaryPrimitives.WriteUInt16BigEndian(size.AsSpan(2), (ushort)columns);
        WriteSegment(jpeg, 0xC3, [(byte)precision, .. size, 1, 1, 0x11, 0]);
        WriteSegment(jpeg, 0xC4, [0, 0, 0, 0, 0, Sizes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, Sizes).Select(i => (byte)i)]);
        if (restartRows > 0)
            WriteSegment(jpeg, 0xDD, [(byte)(restartRows * columns >> 8), (byte)(restartRows * columns)]);
        WriteSegment(jpeg, 0xDA, [1, 1, 0, (byte)predictor, 0, (byte)pointTransform]);

        var bits = new BitWriter(jpeg);
        for (var row = 0; row * columns < cells.Length; row++)
        {
            var restarts = restartRows > 0 && row > 0 && row % restartRows == 0;
            if (restarts)
                bits.Flush([0xFF, (byte)(0xD0 + (row / restartRows - 1) % 8)]);
            for (var column = 0; column < columns; column++)
            {
                var i = row * columns + column;
                var prediction = Predict(cells, i, columns, pointTransform, row == 0 || restarts, predictor, 1 << (precision - pointTransform - 1));
                bits.WriteDifference((short)((cells[i] >> pointTransform) - prediction));
            }
        }
        bits.Flush([0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    private static int Predict(ReadOnlySpan<ushort> cells, int i, int columns, int shift, bool isFirstLine, int predictor, int initial)
    {
        if (i % columns == 0)
            return isFirstLine ? initial : cells[i - columns] >> shift;
        var a = cells[i - 1] >> shift;
        if (isFirstLine)
            return a;
        var b = cells[i - columns] >> shift;
        var c = cells[i - columns - 1] >> shift;
        return predictor switch
        {
            1 => a,
            2 => b,
            3 => c,
            4 => a + b - c,
            5 => a + ((b - c) >> 1),
            6 => b + ((a - c) >> 1),
            7 => (a + b) >> 1,
            _ => throw new ArgumentOutOfRangeException(nameof(predictor)),
        };
    }

    private static void WriteSegment(MemoryStream jpeg, byte marker, byte[] content)
    {
        var length = content.Length + 2;
        jpeg.Write([0xFF, marker, (byte)(length >> 8), (byte)length, .. content]);
    }

    private sealed class BitWriter(MemoryStream target)
    {
        private int _bits;
        private int _count;

        public void WriteDifference(short difference)
        {
            if (difference == short.MinValue)
            {
                Write(16, CodeBits);
                return;
            }
            var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs((int)difference));
            Write(size, CodeBits);
            Write(difference > 0 ? difference : difference + (1 << size) - 1, size);
        }

        public void Flush(ReadOnlySpan<byte> marker)
        {
            while (_count > 0)
                Write(1, 1);
            target.Write(marker);
        }

        private void Write(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
            {
                _bits = _bits << 1 | (value >> bit & 1);
                if (++_count < 8)
                    continue;
                target.WriteByte((byte)_bits);
                if ((byte)_bits == 0xFF)
                    target.WriteByte(0);
                (_bits, _count) = (0, 0);
            }
        }
    }
}
