namespace PatchFcn.Dicom.Codecs.Jpeg2000;

/// <summary>A tag tree: numbers for the code-blocks of a precinct, each told only as far as has been asked (ITU-T T.800 B.10.2).</summary>
internal sealed class TagTree
{
    private readonly List<Level> _levels = [];

    /// <summary>Makes a tree of which nothing is known yet.</summary>
    public TagTree(int columns, int rows)
    {
        for (; ; columns = (columns + 1) / 2, rows = (rows + 1) / 2)
        {
            _levels.Add(new(columns, new Node[columns * rows]));
            if (columns * rows <= 1)
                break;
        }
    }

    /// <summary>Reads on until it is known whether the number of a leaf is below a limit, and what it is where it is.</summary>
    public bool IsBelow(ref PacketHeaderBits bits, int column, int row, int limit, out int value)
    {
        value = 0;
        for (var level = _levels.Count - 1; ; level--)
        {
            ref var node = ref _levels[level].Nodes[(row >> level) * _levels[level].Columns + (column >> level)];
            // A node is at least what the node above it is.
            node.AtLeast = Math.Max(node.AtLeast, value);
            while (!node.IsKnown && node.AtLeast < limit)
                if (bits.ReadBit() != 0)
                    node.IsKnown = true;
                else
                    node.AtLeast++;
            value = node.AtLeast;
            if (level == 0)
                return node.IsKnown && value < limit;
        }
    }

    private sealed record Level(int Columns, Node[] Nodes);

    private struct Node
    {
        public int AtLeast;
        public bool IsKnown;
    }
}
