using System.Runtime.InteropServices;
using PatchFcn.Core.Densities;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Testing;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Tests.Artifacts;

namespace PatchFcn.Workflow.Tests.Privacy;

/// <summary>R10, R161: nothing between the steps shows a face. Every kind of artifact is looked at; one that this test does not know fails it.</summary>
public sealed class IntermediateTests(PhantomStudy study)
{
    private const double SkinMm = 3;
    private const short AirHu = -300;
    private const int SlabHeader = 16;

    /// <summary>Where skin is thinner than 3 mm, specks of tissue within the bone below, such as the mastoid's, count as skin here. They make no surface.</summary>
    private const double MostSpecks = 0.005;

    [Fact]
    public async Task RunAsync_Phantom_KeepsNoSkinBetweenItsSteps() => await AssertFacelessAsync(study.Folder);

    [Fact]
    public async Task RunAsync_RealHead_KeepsNoSkinBetweenItsSteps()
    {
        Assert.SkipUnless(TestData.Has("ct_head_human_cranium"), TestData.Missing("ct_head_human_cranium"));
        await AssertFacelessAsync(TestData.Locate("ct_head_human_cranium"));
    }

    private async Task AssertFacelessAsync(string folder)
    {
        var work = new WatchedStore(new MemoryArtifactStore());
        await study.RunAsync(work, study.NewFolder(), folder);
        var source = Read(folder);
        var skin = Skin(source);
        Assert.True(skin.Count(it => it) > 5_000, "The head has no surface, so the test shows nothing.");

        var kinds = work.Written.Select(it => (Name: string.Join('/', it.Path.Split('/')[1..]), it.Content)).ToList();
        var brain = BrainVoxelsFile.ReadMask(new MemoryStream(kinds.Single(it => it.Name == "brain.bin").Content), source.Geometry);
        var shownToTheNetwork = CuppingCorrection.Correct(source, brain);
        Assert.Equal(Gather(shownToTheNetwork, brain), kinds.Single(it => it.Name == "stripped.bin").Content);
        var shown = kinds.Where(it => !it.Name.StartsWith("slabs/", StringComparison.Ordinal)).ToList();
        Assert.All(shown, it => Assert.True(SkinVoxels(it.Name, it.Content, source.Geometry, brain, skin) == 0, $"{it.Name} shows skin."));
        var specks = kinds.Except(shown).Sum(it => SkinVoxels(it.Name, it.Content, source.Geometry, brain, skin)) / (double)skin.Count(it => it);
        TestContext.Current.TestOutputHelper!.WriteLine($"Slabs mark {specks:P2} of the skin.");
        Assert.InRange(specks, 0, MostSpecks);
    }

    /// <summary>How many voxels of the skin an artifact tells something of.</summary>
    private static int SkinVoxels(string name, byte[] content, VolumeGeometry geometry, VoxelMask brain, bool[] skin) => name.Split('/') switch
    {
        ["brain.bin"] => CountInMask(brain, skin),
        // One value for each voxel of the brain (decision 024): no room for another.
        ["stripped.bin"] => content.Length == brain.Count() * sizeof(short) ? 0 : 1,
        ["labels.bin"] or ["probabilities.bin"] => content.Length == brain.Count() ? 0 : 1,
        ["slabs", _] => CountInSlab(content, geometry, skin),
        // Numbers and words: a few bytes for every slice cannot hold a surface.
        ["geometry.json"] or ["report.json"] => content.Length / brain.Slices > 4096 ? 1 : 0,
        // What the network says of stripped.bin and of nothing else (R102).
        ["scores", _] => 0,
        _ => throw new InvalidOperationException($"{name} is a new kind of artifact: say here how it is known to show no skin."),
    };

    private static int CountInMask(VoxelMask mask, bool[] skin)
    {
        var count = 0;
        for (var i = 0; i < skin.Length; i++)
            if (skin[i] && mask[i / (mask.Rows * mask.Columns), i / mask.Columns % mask.Rows, i % mask.Columns])
                count++;
        return count;
    }

    private static byte[] Gather(CtVolume volume, VoxelMask brain)
    {
        using var stream = new MemoryStream();
        BrainVoxelsFile.Write<short>(stream, brain, volume.Voxels);
        return stream.ToArray();
    }

    /// <summary>Four masks, one after the other, of one bit a voxel, each row in whole words.</summary>
    private static int CountInSlab(byte[] content, VolumeGeometry geometry, bool[] skin)
    {
        var shape = MemoryMarshal.Cast<byte, int>(content.AsSpan(0, SlabHeader));
        var (first, slices, rows, columns) = (shape[0], shape[1], shape[2], shape[3]);
        Assert.Equal((geometry.Rows, geometry.Columns), (rows, columns));
        var wordsPerRow = (columns + 63) / 64;
        var length = slices * rows * wordsPerRow;
        var words = MemoryMarshal.Cast<byte, ulong>(content.AsSpan(SlabHeader, 4 * length * sizeof(ulong)));
        var (count, marked) = (0, 0);
        for (var slice = 0; slice < slices; slice++)
            for (var row = 0; row < rows; row++)
                for (var column = 0; column < columns; column++)
                {
                    var word = (slice * rows + row) * wordsPerRow + (column >> 6);
                    var any = words[word] | words[word + length] | words[word + 2 * length] | words[word + 3 * length];
                    if ((any >> (column & 63) & 1) == 0)
                        continue;
                    marked++;
                    if (skin[(first + slice) * geometry.SliceLength + row * columns + column])
                        count++;
                }
        Assert.True(marked > 0 || slices < 16, "The slab marks nothing, so its masks are read wrongly.");
        return count;
    }

    private static CtVolume Read(string folder)
    {
        using var upload = StudyUpload.Open([folder]);
        var reader = new StudyReader(new BuiltInCodec());
        return reader.ReadVolume(reader.Read(upload).Series!).Volume!;
    }

    /// <summary>The outermost millimetres of whatever is no air: what the air around the head, flooded from the edge of each slice, reaches.</summary>
    private static bool[] Skin(CtVolume volume)
    {
        var geometry = volume.Geometry;
        var skin = new bool[geometry.SliceCount * geometry.SliceLength];
        Parallel.For(0, geometry.SliceCount, slice => MarkSkin(volume.Slice(slice), geometry, skin.AsSpan(slice * geometry.SliceLength, geometry.SliceLength)));
        return skin;
    }

    private static void MarkSkin(ReadOnlySpan<short> hu, VolumeGeometry geometry, Span<bool> skin)
    {
        var (rows, columns) = (geometry.Rows, geometry.Columns);
        var depth = new double[hu.Length];
        Array.Fill(depth, double.MaxValue);
        var queue = new Queue<int>();
        for (var i = 0; i < hu.Length; i++)
            if (hu[i] < AirHu && (i / columns is 0 || i / columns == rows - 1 || i % columns is 0 || i % columns == columns - 1))
                Reach(i, 0);
        while (queue.TryDequeue(out var at))
            foreach (var (row, column) in new[] { (-1, 0), (1, 0), (0, -1), (0, 1) })
            {
                var (r, c) = (at / columns + row, at % columns + column);
                if (r < 0 || r >= rows || c < 0 || c >= columns)
                    continue;
                var to = r * columns + c;
                var far = depth[at] == 0 && hu[to] < AirHu ? 0 : depth[at] + (row != 0 ? geometry.RowSpacing : geometry.ColumnSpacing);
                if (far <= SkinMm && far < depth[to])
                    Reach(to, far);
            }
        for (var i = 0; i < skin.Length; i++)
            skin[i] = depth[i] is > 0 and <= SkinMm;

        void Reach(int at, double far)
        {
            depth[at] = far;
            queue.Enqueue(at);
        }
    }
}
