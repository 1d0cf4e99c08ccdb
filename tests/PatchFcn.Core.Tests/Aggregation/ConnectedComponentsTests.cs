using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Tests.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void Find_AnyLabels_AgreesWithFloodFill() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 7], Gen.Int[1, 9], Gen.Int[1, 6], Gen.Int[0, 1000]).Sample((slices, rows, columns, emptiness, seed) =>
        {
            var random = new Random(seed);
            var volume = new LabelVolume(Lesions.Stack(rows, columns, 1, 1, Lesions.Even(slices, 1)));
            foreach (ref var label in volume.Labels)
                label = (byte)Math.Max(0, random.Next(3 + emptiness) - emptiness);

            Assert.Equal(FloodFill(volume), Paint(volume));
        });

    [Fact]
    public void Find_EmptyMask_IsNothing() =>
        Assert.Empty(ConnectedComponents.Find(new LabelVolume(Lesions.Stack(4, 5, 1, 1, 0, 1))));

    [Fact]
    public void Find_WholeVolume_IsOneComponent()
    {
        var volume = new LabelVolume(Lesions.Stack(4, 5, 1, 1, 0, 1));
        volume.Labels.Fill(2);

        var component = Assert.Single(ConnectedComponents.Find(volume));

        Assert.Equal(2, component.Label);
        Assert.Equal(8, component.Runs.Length);
    }

    [Fact]
    public void Find_RowsThatEndAndBeginAtTheImageEdge_AreNotJoinedAroundIt()
    {
        var volume = new LabelVolume(Lesions.Stack(3, 6, 1, 1, 0, 1));
        (volume[0, 0, 5], volume[0, 1, 0], volume[0, 2, 5], volume[1, 0, 0]) = (1, 1, 1, 1);

        Assert.Equal(3, ConnectedComponents.Find(volume).Count);
    }

    /// <summary>The number of its component, by first voxel, at every voxel; 0 for background.</summary>
    private static int[] Paint(LabelVolume volume)
    {
        var painted = new int[volume.Labels.Length];
        var number = 0;
        foreach (var lesion in ConnectedComponents.Find(volume))
        {
            number++;
            foreach (var run in lesion.Runs)
                painted.AsSpan((run.Slice * volume.Geometry.Rows + run.Row) * volume.Geometry.Columns + run.Start, run.Length).Fill(number);
        }
        return painted;
    }

    private static int[] FloodFill(LabelVolume volume)
    {
        var (geometry, painted, number) = (volume.Geometry, new int[volume.Labels.Length], 0);
        for (var start = 0; start < painted.Length; start++)
        {
            if (painted[start] != 0 || volume.Labels[start] == 0)
                continue;
            var open = new Stack<int>([start]);
            painted[start] = ++number;
            while (open.TryPop(out var voxel))
                foreach (var neighbour in Neighbours(voxel, geometry))
                    if (painted[neighbour] == 0 && volume.Labels[neighbour] == volume.Labels[start])
                    {
                        painted[neighbour] = number;
                        open.Push(neighbour);
                    }
        }
        return painted;
    }

    private static IEnumerable<int> Neighbours(int voxel, VolumeGeometry geometry)
    {
        var (slice, row, column) = (voxel / geometry.SliceLength, voxel / geometry.Columns % geometry.Rows, voxel % geometry.Columns);
        for (var s = Math.Max(0, slice - 1); s <= Math.Min(geometry.SliceCount - 1, slice + 1); s++)
            for (var r = Math.Max(0, row - 1); r <= Math.Min(geometry.Rows - 1, row + 1); r++)
                for (var c = Math.Max(0, column - 1); c <= Math.Min(geometry.Columns - 1, column + 1); c++)
                    yield return s * geometry.SliceLength + r * geometry.Columns + c;
    }
}
