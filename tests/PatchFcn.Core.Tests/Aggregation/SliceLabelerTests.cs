using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class SliceLabelerTests
{
    private static readonly Gen<(int Rows, int Columns, int Classes, float[] Probabilities, VoxelMask Brain)> Slices =
        from rows in Gen.Int[1, 4]
        from columns in Gen.OneOf(Gen.Int[1, 140], Gen.Int[63, 65], Gen.Const(128))
        from classes in Gen.Int[1, 4]
        from probabilities in Gen.Int[0, 8].Select(eighths => eighths / 8f / classes).Array[classes * rows * columns]
        from inside in Gen.Bool.Array[rows * columns]
        select (rows, columns, classes, probabilities, Mask(rows, columns, inside));

    /// <summary>R26.</summary>
    [Fact]
    public void Label_AnySlice_FollowsTheRulePixelByPixel() =>
        Slices.Sample(slice =>
        {
            var length = slice.Rows * slice.Columns;
            var (labels, map) = (new byte[length], new byte[length]);
            labels.AsSpan().Fill(9);
            map.AsSpan().Fill(9);

            SliceLabeler.Label(slice.Probabilities, slice.Brain.Slice(0), slice.Columns, labels, map);

            for (var pixel = 0; pixel < length; pixel++)
            {
                var classes = Enumerable.Range(0, slice.Classes).Select(k => slice.Probabilities[k * length + pixel]).ToArray();
                var sum = slice.Brain[0, pixel / slice.Columns, pixel % slice.Columns] ? classes.Aggregate((a, b) => a + b) : 0;
                Assert.Equal(ProbabilityMap.Quantize(sum), map[pixel]);
                Assert.Equal(sum > 0.5f ? 1 + Array.IndexOf(classes, classes.Max()) : 0, labels[pixel]);
                Assert.Equal(labels[pixel] > 0, map[pixel] > 127);
            }
        });

    [Fact]
    public void Label_NotANumberWithinTheBrain_Throws()
    {
        var brain = Mask(1, 3, [true, true, false]);

        Assert.Throws<InvalidOperationException>(() => SliceLabeler.Label([0, float.NaN, 0], brain.Slice(0), 3, new byte[3], new byte[3]));
        SliceLabeler.Label([0, 0, float.NaN], brain.Slice(0), 3, new byte[3], new byte[3]);
    }

    [Theory]
    [InlineData(0, 6, 6)]
    [InlineData(7, 6, 6)]
    [InlineData(6, 6, 5)]
    [InlineData(6, 12, 12)]
    public void Label_LengthsOfAnotherSlice_Throws(int probabilities, int labels, int map)
    {
        var brain = new VoxelMask(1, 2, 3);

        Assert.Throws<ArgumentException>(() => SliceLabeler.Label(new float[probabilities], brain.Slice(0), 3, new byte[labels], new byte[map]));
    }

    private static VoxelMask Mask(int rows, int columns, bool[] inside)
    {
        var mask = new VoxelMask(1, rows, columns);
        for (var pixel = 0; pixel < inside.Length; pixel++)
            mask[0, pixel / columns, pixel % columns] = inside[pixel];
        return mask;
    }
}
