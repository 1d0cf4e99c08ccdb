using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Core.Aggregation;

/// <summary>
/// Connected sets of voxels with the same label. Voxels that share a face, an edge or a corner are neighbours (26 neighbours, by index: the slices of a tilted
/// stack are neighbours where their pixels are). Runs of voxels are joined by union-find, so the time is that of scanning the labels once.
/// </summary>
public sealed class ConnectedComponents
{
    private readonly LabelVolume _labels;
    private readonly List<VoxelRun> _runs = [];
    private readonly List<byte> _runLabels = [];
    private readonly int[] _rowStart;

    private ConnectedComponents(LabelVolume labels)
    {
        _labels = labels;
        _rowStart = new int[labels.Geometry.SliceCount * labels.Geometry.Rows + 1];
    }

    /// <summary>All components, in the order of their first voxel.</summary>
    public static IReadOnlyList<Lesion> Find(LabelVolume labels)
    {
        var components = new ConnectedComponents(labels);
        components.CollectRuns();
        return components.Group(components.JoinRuns());
    }

    private void CollectRuns()
    {
        var columns = _labels.Geometry.Columns;
        for (var line = 0; line + 1 < _rowStart.Length; line++)
        {
            var row = _labels.Labels.Slice(line * columns, columns);
            for (var start = NextVoxel(row, 0); start < columns;)
            {
                var length = row[start..].IndexOfAnyExcept(row[start]);
                var end = length < 0 ? columns : start + length;
                _runs.Add(new VoxelRun(line / _labels.Geometry.Rows, line % _labels.Geometry.Rows, start, end));
                _runLabels.Add(row[start]);
                start = NextVoxel(row, end);
            }
            _rowStart[line + 1] = _runs.Count;
        }
    }

    private static int NextVoxel(ReadOnlySpan<byte> row, int from)
    {
        var ahead = row[from..].IndexOfAnyExcept((byte)0);
        return ahead < 0 ? row.Length : from + ahead;
    }

    /// <summary>A forest of runs: every run points to an earlier run of its component, the first one to itself.</summary>
    private int[] JoinRuns()
    {
        var parents = new int[_runs.Count];
        for (var i = 0; i < parents.Length; i++)
            parents[i] = i;
        var rows = _labels.Geometry.Rows;
        for (var line = 0; line + 1 < _rowStart.Length; line++)
        {
            if (_rowStart[line] == _rowStart[line + 1])
                continue;
            var row = line % rows;
            if (row > 0)
                JoinRows(parents, line, line - 1);
            for (var below = Math.Max(row - 1, 0); line >= rows && below <= Math.Min(row + 1, rows - 1); below++)
                JoinRows(parents, line, line - row - rows + below);
        }
        return parents;
    }

    private void JoinRows(int[] parents, int line, int earlier)
    {
        var candidate = _rowStart[earlier];
        for (var run = _rowStart[line]; run < _rowStart[line + 1]; run++)
        {
            while (candidate < _rowStart[earlier + 1] && _runs[candidate].End < _runs[run].Start)
                candidate++;
            for (var other = candidate; other < _rowStart[earlier + 1] && _runs[other].Start <= _runs[run].End; other++)
                if (_runLabels[other] == _runLabels[run])
                    Join(parents, run, other);
        }
    }

    private static void Join(int[] parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] parents, int run)
    {
        while (parents[run] != run)
            run = parents[run] = parents[parents[run]];
        return run;
    }

    private List<Lesion> Group(int[] parents)
    {
        var component = new int[parents.Length];
        var sizes = new List<int>();
        var labels = new List<byte>();
        for (var run = 0; run < parents.Length; run++)
        {
            var root = Root(parents, run);
            if (root == run)
            {
                component[run] = sizes.Count;
                sizes.Add(0);
                labels.Add(_runLabels[run]);
            }
            component[run] = component[root];
            sizes[component[run]]++;
        }
        return Slices(component, sizes, labels);
    }

    /// <summary>Sorts the runs by component, which keeps their order within each.</summary>
    private List<Lesion> Slices(int[] component, List<int> sizes, List<byte> labels)
    {
        var sorted = new VoxelRun[component.Length];
        var lesions = new List<Lesion>(sizes.Count);
        var next = new int[sizes.Count];
        for (var (i, start) = (0, 0); i < next.Length; start += sizes[i], i++)
        {
            next[i] = start;
            lesions.Add(new Lesion(_labels.Geometry, labels[i], sorted.AsMemory(start, sizes[i])));
        }
        for (var run = 0; run < component.Length; run++)
            sorted[next[component[run]]++] = _runs[run];
        return lesions;
    }
}
