using CsCheck;
using PatchFcn.Core.SkullStripping;

namespace PatchFcn.Core.Tests.SkullStripping;

public sealed class BitPlaneTests
{
    private static readonly Gen<BitPlane> Shapes =
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 150], (rows, columns) => new BitPlane(rows, columns, 1));

    private static readonly Gen<(BitPlane Shape, ulong[] Bits)> Planes = Shapes.SelectMany(shape => Gen.Select(
        Gen.ULong.Array[shape.Length], Gen.ULong.Array[shape.Length], Gen.ULong.Array[shape.Length],
        (a, b, c) => (shape, Sparse(shape, a, b, c))));

    [Fact]
    public void Dilate_AnyPlane_IsTheSumWithAnOctagon() =>
        Gen.Select(Planes, Gen.Int[1, 9]).Sample((plane, radius) =>
        {
            // With a margin as wide as the radius, nothing is lost at the border on the way.
            var shape = new BitPlane(plane.Shape.Rows + 2 * radius, plane.Shape.Columns + 2 * radius, 1);
            var padded = Fill(shape, (r, c) => Get(plane.Shape, plane.Bits, r - radius, c - radius));
            var diagonal = Math.Min((int)Math.Round(radius * (1 - Math.Sqrt(0.5))), Math.Max(0, radius - 1) / 2);
            var expected = Fill(shape, (r, c) => Octagon(radius, diagonal).Any(o => Get(shape, padded, r + o.Row, c + o.Column)));

            shape.Dilate(padded, radius);

            Assert.Equal(expected, padded);
        }, iter: 60);

    [Fact]
    public void Erode_AnyPlane_IsTheDilationOfTheComplement() =>
        Gen.Select(Planes, Gen.Int[1, 9]).Sample((plane, radius) =>
        {
            var complement = Fill(plane.Shape, (r, c) => !Get(plane.Shape, plane.Bits, r, c));
            plane.Shape.Dilate(complement, radius);

            plane.Shape.Erode(plane.Bits, radius);

            Assert.Equal(Fill(plane.Shape, (r, c) => !Get(plane.Shape, complement, r, c)), plane.Bits);
        });

    [Fact]
    public void OrMoved_AnyDistance_MovesEveryBit() =>
        Gen.Select(Planes, Gen.Int[-160, 160]).Sample((plane, columns) =>
        {
            var target = new ulong[plane.Shape.Length];
            for (var row = 0; row < plane.Shape.Rows; row++)
                BitPlane.OrMoved(plane.Shape.Row(plane.Bits.AsSpan(), row), columns, plane.Shape.Row(target.AsSpan(), row));

            Assert.All(Pixels(plane.Shape), p => Assert.Equal(
                Get(plane.Shape, plane.Bits, p.Row, p.Column - columns), Get(plane.Shape, target, p.Row, p.Column)));
        });

    [Fact]
    public void OrMoved_WithinOneWideRow_MovesEveryBit() =>
        Gen.Select(Gen.ULong.Array[8], Gen.Int[-63, 63]).Sample((words, columns) =>
        {
            var shape = new BitPlane(1, 512, 1);
            var moved = words.ToArray();

            BitPlane.OrMoved(moved, columns, moved);

            Assert.All(Pixels(shape), p => Assert.Equal(
                Get(shape, words, p.Row, p.Column) || Get(shape, words, p.Row, p.Column - columns), Get(shape, moved, p.Row, p.Column)));
        });

    [Fact]
    public void SetBorder_AnyShape_IsTheOutermostPixels() =>
        Shapes.Sample(shape =>
        {
            var plane = new ulong[shape.Length];

            shape.SetBorder(plane);

            Assert.Equal(Fill(shape, (r, c) => r == 0 || c == 0 || r == shape.Rows - 1 || c == shape.Columns - 1), plane);
        });

    [Fact]
    public void Flood_AnyPlane_ReachesWhatHangsTogether() =>
        Gen.Select(Planes, Gen.Int[0, 1 << 20]).Sample((plane, at) =>
        {
            var (shape, open) = plane;
            var seed = (Row: at % shape.Rows, Column: at / shape.Rows % shape.Columns);
            var set = Fill(shape, (r, c) => (r, c) == seed && Get(shape, open, r, c));

            Flood.Grow(shape, set, open);

            var reached = Reach(shape, open, seed);
            Assert.Equal(Fill(shape, (r, c) => reached.Contains((r, c))), set);
        });

    [Fact]
    public void AtLeast_AnyVoxels_SetsTheBitsOfTheDenser() =>
        Gen.Select(Shapes, Gen.Short, Gen.Int).Sample((shape, hu, seed) =>
        {
            var random = new Random(seed);
            var voxels = new short[shape.Rows * shape.Columns];
            for (var i = 0; i < voxels.Length; i++)
                voxels[i] = (short)Math.Clamp(hu + random.Next(-2, 3), short.MinValue, short.MaxValue);
            var plane = new ulong[shape.Length];

            HuThreshold.AtLeast(voxels, hu, shape, plane);

            Assert.Equal(Fill(shape, (r, c) => voxels[r * shape.Columns + c] >= hu), plane);
        });

    [Fact]
    public void Enclosure_RingWithAGap_HoldsItsInsideOnly()
    {
        var shape = new BitPlane(100, 100, 1);
        var ring = Fill(shape, (r, c) => Math.Abs(double.Hypot(r - 50, c - 50) - 30) < 2 && !(c > 50 && Math.Abs(r - 50) < 4));
        var enclosed = new ulong[shape.Length];

        new Enclosure(shape).Find(ring, Fill(shape, (_, _) => true), enclosed);

        Assert.True(Get(shape, enclosed, 50, 50));
        Assert.True(Get(shape, enclosed, 50, 70));
        Assert.False(Get(shape, enclosed, 50, 84));
        Assert.False(Get(shape, enclosed, 50, 10));
        Assert.False(Get(shape, enclosed, 10, 50));
    }

    private static ulong[] Sparse(BitPlane shape, ulong[] a, ulong[] b, ulong[] c) =>
        Fill(shape, (row, column) => Get(shape, a, row, column) & (Get(shape, b, row, column) | Get(shape, c, row, column)));

    private static IEnumerable<(int Row, int Column)> Octagon(int radius, int diagonal)
    {
        for (var row = -radius; row <= radius; row++)
            for (var column = -radius; column <= radius; column++)
                if (Math.Abs(row) + Math.Abs(column) <= 2 * radius - 2 * diagonal)
                    yield return (row, column);
    }

    private static HashSet<(int Row, int Column)> Reach(BitPlane shape, ulong[] open, (int Row, int Column) seed)
    {
        var reached = new HashSet<(int Row, int Column)>();
        var pending = new Stack<(int Row, int Column)>([seed]);
        while (pending.TryPop(out var p))
            if (Get(shape, open, p.Row, p.Column) && reached.Add(p))
                foreach (var next in new[] { (p.Row - 1, p.Column), (p.Row + 1, p.Column), (p.Row, p.Column - 1), (p.Row, p.Column + 1) })
                    pending.Push(next);
        return reached;
    }

    private static IEnumerable<(int Row, int Column)> Pixels(BitPlane shape) =>
        from row in Enumerable.Range(0, shape.Rows) from column in Enumerable.Range(0, shape.Columns) select (row, column);

    private static ulong[] Fill(BitPlane shape, Func<int, int, bool> contains)
    {
        var plane = new ulong[shape.Length];
        foreach (var (row, column) in Pixels(shape))
            if (contains(row, column))
                plane[row * shape.WordsPerRow + column / 64] |= 1UL << (column % 64);
        return plane;
    }

    private static bool Get(BitPlane shape, ulong[] plane, int row, int column) =>
        (uint)row < (uint)shape.Rows && (uint)column < (uint)shape.Columns &&
        (plane[row * shape.WordsPerRow + column / 64] >> (column % 64) & 1) != 0;
}
