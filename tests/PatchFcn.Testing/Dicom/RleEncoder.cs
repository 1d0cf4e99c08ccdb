using System.Buffers.Binary;

namespace PatchFcn.Testing.Dicom;

/// <summary>RLE Lossless (PS3.5 G) for tests.</summary>
public static class RleEncoder
{
    private const int HeaderLength = 64;
    private const int LongestRun = 128;

    /// <summary>Encodes one frame of cells of 1 or 2 bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<ushort> cells, int bytesPerCell = 2)
    {
        var frame = new MemoryStream();
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)bytesPerCell);
        frame.Write(header);
        for (var segment = 0; segment < bytesPerCell; segment++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 * (segment + 1)), (uint)frame.Length);
            var plane = new byte[cells.Length];
            for (var i = 0; i < plane.Length; i++)
                plane[i] = (byte)(cells[i] >> 8 * (bytesPerCell - 1 - segment));
            WriteSegment(frame, plane);
        }
        frame.Position = 0;
        frame.Write(header);
        return frame.ToArray();
    }

    private static void WriteSegment(MemoryStream frame, ReadOnlySpan<byte> plane)
    {
        while (!plane.IsEmpty)
        {
            var run = plane.IndexOfAnyExcept(plane[0]) is >= 0 and var end ? end : plane.Length;
            run = Math.Min(run, LongestRun);
            if (run > 1)
            {
                frame.WriteByte((byte)(1 - run));
                frame.WriteByte(plane[0]);
            }
            else
            {
                while (run < Math.Min(plane.Length, LongestRun) && plane[run] != plane[run - 1])
                    run++;
                frame.WriteByte((byte)(run - 1));
                frame.Write(plane[..run]);
            }
            plane = plane[run..];
        }
        if (frame.Length % 2 != 0)
            frame.WriteByte(0);
    }
}
