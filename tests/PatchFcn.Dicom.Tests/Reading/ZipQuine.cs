using System.Numerics;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>
/// An archive whose only entry is the archive itself, after Russ Cox, "Zip Files All The Way Down": the packed bytes are instructions to write bytes that follow or to repeat the last ones, and
/// what they write is the archive. Its checksum stands four times in what it is the checksum of; a CRC being linear, those 32 bits are the solution of 32 equations.
/// </summary>
internal static class ZipQuine
{
    private const int HeadLength = 60;
    private const int TailLength = 253;
    private const int Instruction = 5;
    private const ushort Deflated = 8;

    /// <summary>In a block of fixed codes two matches of 10 bytes, 20 back, and its end: 40 bits.</summary>
    private static byte[] RepeatLast20 => [0x42, 0x88, 0x21, 0xC4, 0x00];

    /// <summary>A match of 65 bytes, 65 back, and an empty block.</summary>
    private static byte[] RepeatLast65 => [0xA2, 0xD8, 0x00, 0x80, 0x00];

    /// <summary>A match of 258 bytes, 258 back, and an empty block that is the last.</summary>
    private static byte[] RepeatLast258AndEnd => [0x1A, 0x0D, 0x01, 0xC0, 0x00];

    /// <summary>Thirty bytes: head and tail then have lengths whose repetition takes the five bytes of an instruction.</summary>
    private static ReadOnlySpan<byte> Name => "holds-itself-byte-for-byte.zip"u8;

    public static byte[] Make() => Build(Checksum());

    private static byte[] Build(uint checksum)
    {
        var packed = Instructions(checksum, 0, 0).Length;
        var length = HeadLength + packed + TailLength;
        return [.. Head(checksum, length, packed), .. Instructions(checksum, length, packed), .. Tail(checksum, length, packed)];
    }

    private static byte[] Instructions(uint checksum, int length, int packed)
    {
        var (head, tail) = (Head(checksum, length, packed), Tail(checksum, length, packed));
        var (none, one, four) = (Write(0), Write(Instruction), Write(4 * Instruction));
        var (writeHead, writeTail) = (Write(Instruction + HeadLength), Write(Instruction + TailLength));
        var (repeatHead, repeatTail) = (RepeatLast65, RepeatLast258AndEnd);
        var repeat = RepeatLast20;
        return
        [
            .. writeHead, .. head, .. writeHead, .. repeatHead,
            .. one, .. repeatHead, .. one, .. one,
            .. four, .. repeatHead, .. one, .. one, .. four, .. repeat,
            .. four, .. repeat, .. four, .. repeat, .. four, .. repeat,
            .. four, .. repeat, .. none, .. none, .. writeTail, .. repeat, .. none, .. none,
            .. writeTail, .. repeatTail, .. tail, .. repeatTail,
        ];
    }

    /// <summary>A stored block of DEFLATE.</summary>
    private static byte[] Write(int length) => [0, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)];

    private static byte[] Head(uint checksum, int length, int packed) =>
        [.. Numbers(0x04034B50u, (ushort)20), .. Entry(checksum, length, packed), .. Name];

    private static byte[] Tail(uint checksum, int length, int packed)
    {
        var directory = 46 + Name.Length;
        byte[] tail =
        [
            .. Numbers(0x02014B50u, (ushort)20, (ushort)20), .. Entry(checksum, length, packed), .. new byte[14], .. Name,
            .. Numbers(0x06054B50u, 0u, (ushort)1, (ushort)1, (uint)directory, (uint)(HeadLength + packed), (ushort)(TailLength - directory - 22)),
        ];
        return [.. tail, .. new byte[TailLength - tail.Length]];
    }

    private static byte[] Entry(uint checksum, int length, int packed) =>
        Numbers((ushort)0, Deflated, (ushort)0, (ushort)0x21, checksum, (uint)packed, (uint)length, (ushort)Name.Length, (ushort)0);

    private static byte[] Numbers(params object[] numbers) => [.. numbers.SelectMany(number => number is uint wide ? BitConverter.GetBytes(wide) : BitConverter.GetBytes((ushort)number))];

    /// <summary>The checksum that an archive with it has.</summary>
    private static uint Checksum()
    {
        var of0 = Crc(Build(0));
        var equations = new Dictionary<int, (uint Sum, uint Bits)>();
        for (var bit = 0; bit < 32; bit++)
        {
            var (sum, bits) = Reduce(Crc(Build(1u << bit)) ^ of0 ^ (1u << bit), 1u << bit, equations);
            equations.Add(31 - BitOperations.LeadingZeroCount(sum), (sum, bits));
        }
        return Reduce(of0, 0, equations).Bits;
    }

    private static (uint Sum, uint Bits) Reduce(uint sum, uint bits, Dictionary<int, (uint Sum, uint Bits)> equations)
    {
        while (sum != 0 && equations.TryGetValue(31 - BitOperations.LeadingZeroCount(sum), out var known))
            (sum, bits) = (sum ^ known.Sum, bits ^ known.Bits);
        return (sum, bits);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
