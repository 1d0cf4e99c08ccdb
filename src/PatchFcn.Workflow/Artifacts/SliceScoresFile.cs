using System.Runtime.InteropServices;
using System.Text;
using PatchFcn.Core.Patches;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Workflow.Artifacts;

/// <summary>
/// The scores of one analysis slice as an artifact: patches run, patches (position, scores), then the pixel probabilities as 32-bit floats,
/// axis order class, row, column. Little-endian.
/// </summary>
internal static class SliceScoresFile
{
    public static void Write(SliceScores scores, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(scores.PatchesRun);
        writer.Write(scores.Patches.Count);
        writer.Write(scores.Patches[0].Scores.Count);
        foreach (var patch in scores.Patches)
        {
            writer.Write(patch.Position.Row);
            writer.Write(patch.Position.Column);
            foreach (var score in patch.Scores)
                writer.Write(score);
        }

        writer.Write(scores.Pixels.Length);
        writer.Write(MemoryMarshal.AsBytes(scores.Pixels.AsSpan()));
    }

    public static SliceScores Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var patchesRun = reader.ReadInt32();
        var patches = new PatchScore[reader.ReadInt32()];
        var width = reader.ReadInt32();
        for (var i = 0; i < patches.Length; i++)
        {
            var position = new PatchPosition(reader.ReadInt32(), reader.ReadInt32());
            var scores = new float[width];
            for (var k = 0; k < width; k++)
                scores[k] = reader.ReadSingle();
            patches[i] = new PatchScore(position, scores);
        }

        var pixels = new float[reader.ReadInt32()];
        stream.ReadExactly(MemoryMarshal.AsBytes(pixels.AsSpan()));
        return new SliceScores(pixels, patches, patchesRun);
    }
}
