using System.IO.Compression;
using PatchFcn.Core.Densities;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Phantoms;
using PatchFcn.Training.Data;
using PatchFcn.Training.Network;

namespace PatchFcn.Training.Tests.Data;

public sealed class HeadPreparerTests
{
    private static readonly AnalysisScale Scale = new(1, 5, null, EdgeRule.Repeat);

    private static readonly Lazy<StudyWithTruth> Study = new(() =>
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(21, new PhantomOptions { Bleed = BleedChoice.Iph, MatrixSize = 192, SliceSpacingMm = 5 }));
        return new StudyWithTruth("case", "patient", phantom.Ct, phantom.Truth);
    });

    private static readonly Lazy<PreparedHead> Head = new(() => HeadPreparer.Prepare(Study.Value, Scale, out _)!);

    [Fact]
    public void Prepare_Phantom_KeepsTheVolumeOfBlood()
    {
        var geometry = Study.Value.Ct.Geometry;
        var ml = Enumerable.Range(0, geometry.SliceCount)
            .Sum(slice => geometry.VoxelMl(slice) * (Study.Value.Truth.Slice(slice).Length - Study.Value.Truth.Slice(slice).Count((byte)0)));

        // Pixels of 1 mm in slabs of 5 mm; a border pixel is all or nothing, which evens out to a few percent.
        Assert.InRange((Head.Value.Labels.Length - Head.Value.Labels.AsSpan().Count((byte)0)) * 0.005, 0.93 * ml, 1.07 * ml);
    }

    [Fact]
    public void Prepare_Phantom_LabelsNothingThatWasStripped()
    {
        var head = Head.Value;

        for (var slice = 0; slice < head.Slices; slice++)
            for (var i = 0; i < head.SliceLength; i++)
                Assert.False(head.Truth(slice)[i] != 0 && head.Channel(slice, 1)[i] == DensityCode.Stripped);
    }

    /// <summary>R53: every pixel of every channel, at its place, to within half a step of the code.</summary>
    [Fact]
    public void Prepare_Phantom_ShowsWhatTheAnalysisShows()
    {
        var (study, head) = (Study.Value, Head.Value);
        var brain = SkullStripper.Strip(study.Ct).Brain!;
        var grid = new AnalysisGrid(study.Ct.Geometry, Scale);
        var corrected = CuppingCorrection.Correct(study.Ct, brain);
        var window = new NetworkSpec().HuWindow;
        var renderer = new SliceRenderer(grid, corrected, brain, window, float.NaN);
        var analysed = new float[grid.SliceCount][];
        for (var slice = 0; slice < analysed.Length; slice++)
            renderer.Render(slice, analysed[slice] = new float[AnalysisGrid.Channels * grid.SliceLength]);
        int[] shown = [.. analysed.SelectMany(values => Enumerable.Range(0, values.Length).Where(i => !float.IsNaN(values[i]))).Select(i => i % grid.SliceLength)];
        var (top, left) = (shown.Min(i => i / grid.Columns), shown.Min(i => i % grid.Columns));

        Assert.Equal((grid.SliceCount, shown.Max(i => i / grid.Columns) - top + 1, shown.Max(i => i % grid.Columns) - left + 1), (head.Slices, head.Rows, head.Columns));
        for (var slice = 0; slice < head.Slices; slice++)
            for (var channel = 0; channel < AnalysisGrid.Channels; channel++)
                for (var i = 0; i < head.SliceLength; i++)
                {
                    var (row, column) = (i / head.Columns, i % head.Columns);
                    var (code, value) = (head.Channel(slice, channel)[i], analysed[slice][(channel * grid.Rows + top + row) * grid.Columns + left + column]);
                    var same = code == DensityCode.Stripped
                        ? float.IsNaN(value)
                        : Math.Abs(window.Normalize(DensityCode.ToHu(code)) - value) * (window.High - window.Low) < 0.501f;
                    Assert.True(same, $"Slice {slice}, channel {channel}, row {row}, column {column}: {value} is coded as {code}.");
                }
    }

    [Fact]
    public void Prepare_StudyWithoutBrain_SaysWhy()
    {
        var geometry = Study.Value.Ct.Geometry;
        var air = new CtVolume(geometry);
        air.Voxels.Fill(CtVolume.Air);

        Assert.Null(HeadPreparer.Prepare(new StudyWithTruth("air", "nobody", air, new LabelVolume(geometry)), Scale, out var refusal));
        Assert.NotNull(refusal);
    }

    /// <summary>R322: a head knows the scale it was prepared at.</summary>
    [Fact]
    public void File_WrittenAndRead_IsTheSame()
    {
        var path = Path.GetTempFileName();
        PreparedHeadFile.Write(path, Head.Value);

        var read = PreparedHeadFile.Read(path);

        Assert.Equal(Head.Value with { Densities = read.Densities, Labels = read.Labels }, read);
        Assert.Equal(Head.Value.Densities, read.Densities);
        Assert.Equal(Head.Value.Labels, read.Labels);
        Assert.Equal(Scale, PreparedHeadFile.ReadScale(path));
        File.Delete(path);
    }

    /// <summary>R322: heads of an earlier version are read; they do not say their scale.</summary>
    [Fact]
    public void Read_FileWithoutScale_IsTheSameHead()
    {
        var path = Path.GetTempFileName();
        using (var writer = new BinaryWriter(new DeflateStream(File.Create(path), CompressionLevel.Fastest)))
        {
            writer.Write("PFH1"u8);
            writer.Write("name");
            writer.Write("patient");
            foreach (var size in (ReadOnlySpan<int>)[1, 1, 2])
                writer.Write(size);
            writer.Write((ReadOnlySpan<byte>)[1, 2, 3, 4, 5, 6, 7, 8]);
        }

        var head = PreparedHeadFile.Read(path);

        Assert.Equal(("name", "patient", 1, 1, 2), (head.Name, head.Patient, head.Slices, head.Rows, head.Columns));
        Assert.Null(head.Scale);
        Assert.Equal([1, 2, 3, 4, 5, 6], head.Densities);
        Assert.Equal([7, 8], head.Labels);
        Assert.Null(PreparedHeadFile.ReadScale(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [InlineData(new byte[0])]
    public void Read_OtherFile_IsRefused(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, bytes);

        Assert.Throws<InvalidDataException>(() => PreparedHeadFile.Read(path));
        File.Delete(path);
    }
}
