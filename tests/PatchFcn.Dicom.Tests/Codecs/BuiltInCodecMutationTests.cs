using System.Buffers.Binary;
using CsCheck;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Tests.Codecs.Jpeg2000;
using PatchFcn.Testing.Dicom;

namespace PatchFcn.Dicom.Tests.Codecs;

/// <summary>Valid files with damage of every kind: nothing but success or a named fault may come out, at a bounded price.</summary>
public sealed class BuiltInCodecMutationTests
{
    private const int Iterations = 4000;
    private const long MostBytes = 64L << 20;

    private static readonly uint[] HostileNumbers = [0, 1, 0x7F, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    private static readonly byte[][] Files = MakeFiles();

    private static readonly Gen<Mutation> Mutations = Gen.Select(Gen.Int[0, 3], Gen.Double[0, 1], Gen.UInt, (kind, place, value) => new Mutation(kind, place, value));

    [Fact]
    public void ReadImage_MutatedFile_IsReadOrRefused() =>
        Gen.Select(Gen.Int[0, Files.Length - 1], Mutations.Array[1, 4], Gen.Bool).Sample(
            (file, mutations, canSeek) => ReadsOrRefuses(mutations.Aggregate(Files[file], (bytes, mutation) => mutation.ApplyTo(bytes)), canSeek),
            iter: Iterations);

    [Fact]
    public void ReadImage_RandomBytesAfterTheMeta_AreReadOrRefused() =>
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Int[132, 200], Gen.Byte.Array[0, 300], Gen.Bool).Sample(
            (file, length, noise, canSeek) => ReadsOrRefuses([.. Files[file].AsSpan(0, length), .. noise], canSeek), iter: Iterations);

    private static bool ReadsOrRefuses(byte[] file, bool canSeek)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var codec = new BuiltInCodec(new DicomLimits { DecompressedBytes = 8 << 20, Elements = 10_000 });
            var image = codec.ReadImage(canSeek ? new MemoryStream(file) : new ForwardOnlyStream(file, pieceLength: 100));
            var cells = new ushort[image.Header.DataSet.Integer(DicomTags.Rows)!.Value * image.Header.DataSet.Integer(DicomTags.Columns)!.Value];
            for (var frame = 0; frame < image.FrameCount; frame++)
                image.DecodeFrame(frame, cells);
        }
        catch (DicomFormatException)
        {
            // One of the two allowed outcomes.
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }

    private static byte[][] MakeFiles()
    {
        var dataSet = SampleDataSets.Ct(rows: 6, columns: 5, frames: 2);
        var jpeg = new DicomFileShape(TransferSyntax.JpegLossless) { Compress = cells => JpegLosslessEncoder.Encode(cells, columns: 5, predictor: 6, restartRows: 2) };
        DicomFileShape[] shapes =
        [
            new(TransferSyntax.ImplicitLittleEndian), new(TransferSyntax.ExplicitBigEndian), new(TransferSyntax.Deflated),
            new(TransferSyntax.ExplicitLittleEndian), new(TransferSyntax.ExplicitLittleEndian) { HasDefinedLengths = true },
            new(TransferSyntax.ExplicitLittleEndian) { SequenceVr = "UN" }, new(TransferSyntax.ImplicitLittleEndian) { HasPreamble = false, HasMeta = false },
            new(TransferSyntax.RleLossless) { Compress = cells => RleEncoder.Encode(cells) }, jpeg, jpeg with { FragmentsPerFrame = 2 },
            new(TransferSyntax.Jpeg2000Lossless) { Compress = _ => SyntheticImage.Codestream("small") },
        ];
        return [.. Array.ConvertAll(shapes, shape => DicomFileEncoder.Encode(dataSet, shape)), JpegLsSamples.Named("tiny8-preset").File()];
    }

    private sealed record Mutation(int Kind, double Place, uint Value)
    {
        public byte[] ApplyTo(byte[] file)
        {
            var at = (int)(Place * (file.Length - sizeof(uint)));
            if (at < 0)
                return file;
            var bytes = (byte[])file.Clone();
            switch (Kind)
            {
                case 0:
                    bytes[at] ^= (byte)(1 << (int)(Value % 8));
                    return bytes;
                case 1:
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), HostileNumbers[Value % HostileNumbers.Length]);
                    return bytes;
                case 2:
                    return [.. bytes[..at], .. bytes[(at + (int)(Value % sizeof(uint)) + 1)..]];
                default:
                    return [.. bytes[..at], .. bytes.AsSpan(at, (int)(Value % (uint)(bytes.Length - at))), .. bytes[at..]];
            }
        }
    }
}
