using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Tests.Resampling;

/// <summary>R397: slices at uneven distances on an even grid.</summary>
public sealed class EvenGridTests
{
    /// <summary>2 to 30 slices 1 to 10 mm apart.</summary>
    private static readonly Gen<VolumeGeometry> AnyStack = Gen.Int[2, 20].Array[1, 29].Select(gaps => Stacks.Axial(Heights(gaps), rows: 1, columns: 1));

    [Fact]
    public void Of_EvenStack_IsTheStackItself()
    {
        var stack = Stacks.Tilted(17, tableStep: 5, slices: 28, rows: 4, columns: 4, spacing: 1);

        var grid = EvenGrid.Of(stack);

        Assert.Same(stack, grid.Geometry);
        Assert.Equal(Enumerable.Range(0, 28), grid.Slices);
    }

    [Fact]
    public void Of_HeightsThatAreRounded_IsTheStackItself() => Gen.Double[-0.05, 0.05].Array[30].Sample(errors =>
    {
        var stack = Stacks.Axial([.. errors.Select((error, slice) => slice * 0.6 + error)]);
        return EvenGrid.Of(stack).Geometry == stack;
    });

    [Fact]
    public void Of_ThinBaseAndThickVault_HasThePlanesOfTheBaseAllTheWay()
    {
        var stack = Stacks.Axial([0, 2.5, 5, 7.5, 12.5, 17.5]);

        var grid = EvenGrid.Of(stack);

        Assert.Equal([0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5], grid.Geometry.SlicePositions.Select(mm => Math.Round(mm, 9)));
        Assert.Equal([0, 1, 2, 3, 3, 4, 4, 5], grid.Slices);
    }

    [Fact]
    public void Of_AnyStack_EveryPlaneShowsTheNearestSlice() => AnyStack.Sample(stack =>
    {
        var grid = EvenGrid.Of(stack);
        return Enumerable.Range(0, grid.Slices.Count).All(plane =>
        {
            var distances = stack.SlicePositions.Select(mm => Math.Abs(mm - grid.Geometry.SlicePositions[plane])).ToArray();
            return distances[grid.Slices[plane]] < distances.Min() + 1e-5;
        });
    });

    [Fact]
    public void Of_AnyStack_EverySliceIsShownWithinHalfOfTheClosestDistance() => AnyStack.Sample(stack =>
    {
        var grid = EvenGrid.Of(stack);
        var written = MeanSteps(grid.Geometry);
        return Enumerable.Range(0, stack.SliceCount).All(slice =>
            Enumerable.Range(0, grid.Slices.Count).Any(plane =>
                grid.Slices[plane] == slice && Math.Abs(written[plane] - stack.SlicePositions[slice]) < stack.Gaps().Min() / 2 + 1e-5));
    });

    [Fact]
    public void Of_SlicesThatNearlyCoincide_HasABoundedNumberOfPlanes() =>
        Assert.Equal(512, EvenGrid.Of(Stacks.Axial([0, 0.06, 50, 100, 150])).Geometry.SliceCount);

    [Fact]
    public void Lay_UnevenStack_RepeatsTheVoxelsOfTheNearestSlice()
    {
        var stack = Stacks.Axial([0, 5, 15], rows: 1, columns: 2);

        Assert.Equal([1, 2, 3, 4, 3, 4, 5, 6], EvenGrid.Of(stack).Lay<byte>([1, 2, 3, 4, 5, 6]).ToArray().Select(voxel => (int)voxel));
    }

    /// <summary>R378: a block of slices that lies beside the others, in a stack that may be tilted and uneven.</summary>
    [Fact]
    public void Lay_ShiftedBlock_LeavesEveryMarkWhereItLies() =>
        Gen.Select(Gen.Double[-6, 6], Gen.Double[-6, 6], Gen.Double[-0.3, 0.3], Gen.Int[2, 12].Array[3, 8], Gen.Int[0, 8]).Sample((x, y, shear, gaps, slice) =>
        {
            var heights = Heights(gaps);
            slice %= heights.Length;
            var stack = new VolumeGeometry(
                40, 40, 0.9, 0.8, new(1, 0, 0), new(0, 1, 0), [.. heights.Select((z, i) => i < heights.Length / 2 ? new Vector3D(0, shear * z, z) : new(x, shear * z + y, z))], 1);
            var voxels = new byte[stack.VoxelCount];
            voxels[slice * stack.SliceLength + 20 * 40 + 20] = 1;

            var grid = EvenGrid.Of(stack);
            var laid = grid.Lay<byte>(voxels).ToArray().Index().Where(voxel => voxel.Item == 1).Select(voxel => voxel.Index).ToArray();

            Assert.NotEmpty(laid);
            Assert.All(laid, index =>
            {
                var (beside, marked) = (grid.Geometry.ToPatient(index / 1600, index / 40 % 40, index % 40), stack.ToPatient(slice, 20, 20));
                Assert.InRange(Math.Abs(beside.X - marked.X), 0, 0.4 + 1e-6);
                Assert.InRange(Math.Abs(beside.Y - marked.Y), 0, 0.45 + 1e-6);
            });
        }, iter: 200);

    [Fact]
    public void Lay_SliceBesideThePlane_LosesWhatIsBeyondItsEdge()
    {
        var stack = new VolumeGeometry(1, 3, 1, 1, new(1, 0, 0), new(0, 1, 0), [new(0, 0, 0), new(0, 0, 5), new(4, 0, 10), new(0, 0, 15)], 5);

        Assert.Equal([1, 2, 3, 4, 5, 6, 0, 0, 0, 10, 11, 12], EvenGrid.Of(stack).Lay<byte>([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).ToArray().Select(voxel => (int)voxel));
    }

    /// <summary>Where a file that knows the mean step alone puts the planes, mm.</summary>
    private static double[] MeanSteps(VolumeGeometry geometry)
    {
        var (first, last, count) = (geometry.SlicePositions[0], geometry.SlicePositions[^1], geometry.SliceCount);
        return [.. Enumerable.Range(0, count).Select(plane => first + (last - first) * plane / (count - 1))];
    }

    private static double[] Heights(int[] halfMillimetres)
    {
        var heights = new double[halfMillimetres.Length + 1];
        for (var slice = 1; slice < heights.Length; slice++)
            heights[slice] = heights[slice - 1] + halfMillimetres[slice - 1] * 0.5;
        return heights;
    }
}
