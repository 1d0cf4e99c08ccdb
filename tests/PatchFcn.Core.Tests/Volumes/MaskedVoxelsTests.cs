using CsCheck;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Volumes;

/// <summary>R102: the values of a mask's voxels, taken out and put back.</summary>
public sealed class MaskedVoxelsTests
{
    private const int Rows = 5;
    private const int Columns = 131;

    [Fact]
    public void Gather_AnyMask_TakesItsVoxelsInOrder() => Gen.Bool.Array[Rows * Columns].Sample(inside =>
    {
        var (mask, values) = (MaskOf(inside), Enumerable.Range(0, Rows * Columns).ToArray());
        var gathered = new int[mask.CountSlice(1)];

        MaskedVoxels.Gather<int>(mask, 1, values, gathered);

        Assert.Equal(values.Where(place => inside[place]), gathered);
    });

    [Fact]
    public void Scatter_WhatWasGathered_PutsItBackAndLeavesTheRest() => Gen.Bool.Array[Rows * Columns].Sample(inside =>
    {
        var (mask, values) = (MaskOf(inside), Enumerable.Range(0, Rows * Columns).ToArray());
        var (gathered, scattered) = (new int[mask.CountSlice(1)], Enumerable.Repeat(-1, values.Length).ToArray());
        MaskedVoxels.Gather<int>(mask, 1, values, gathered);

        MaskedVoxels.Scatter<int>(mask, 1, gathered, scattered);

        Assert.Equal(values.Select(place => inside[place] ? place : -1), scattered);
    });

    /// <summary>The second slice of a mask whose first is full.</summary>
    private static VoxelMask MaskOf(bool[] inside)
    {
        var mask = new VoxelMask(2, Rows, Columns);
        for (var place = 0; place < inside.Length; place++)
            (mask[0, place / Columns, place % Columns], mask[1, place / Columns, place % Columns]) = (true, inside[place]);
        return mask;
    }
}
