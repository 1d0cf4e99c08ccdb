using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Dicom.Tests.Truth;

public sealed class TruthVolumeTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_OnTheSameVoxels_GivesTheLabels()
    {
        var geometry = Axial();
        var truth = new LabelVolume(geometry) { [1, 2, 3] = 4 };
        Write(truth);

        var (labels, problem) = TruthVolume.Read(_path, geometry);

        Assert.Null(problem);
        Assert.True(truth.Labels.SequenceEqual(labels!.Labels));
    }

    [Theory]
    [InlineData(5, 0, 0, 0)] // another number of slices
    [InlineData(4, 1, 0, 0)] // a pixel aside
    [InlineData(4, 0, 5, 0)] // a slice higher
    [InlineData(4, 0, 0, 0.2)] // another pixel size
    public void Read_ElsewhereThanTheStudy_IsNamed(int slices, double x, double z, double wider)
    {
        Write(new LabelVolume(Axial(slices, x, z, wider)));

        Assert.Equal((null, TruthVolume.Misplaced), TruthVolume.Read(_path, Axial()));
    }

    [Theory]
    [InlineData(true, false)] // as programs write that go by RAS instead of LPS
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Read_RowsOrColumnsTurnedRound_AreTurnedBack(bool rows, bool columns)
    {
        var study = Axial();
        var turned = new VolumeGeometry(
            8, 8, 1, 1, new(columns ? -1 : 1, 0, 0), new(0, rows ? -1 : 1, 0),
            [.. study.SliceOrigins.Select(origin => origin + new Vector3D(columns ? 7 : 0, rows ? 7 : 0, 0))], 5);
        Write(new LabelVolume(turned) { [1, rows ? 5 : 2, columns ? 4 : 3] = 4 });

        var (labels, problem) = TruthVolume.Read(_path, study);

        Assert.Null(problem);
        Assert.Equal(4, labels![1, 2, 3]);
        Assert.Equal(1, labels.Labels.Length - labels.Labels.Count((byte)0));
    }

    [Fact]
    public void Read_NoLabelVolume_IsNamed()
    {
        File.WriteAllText(_path, "this is no NIfTI file");

        Assert.Equal((null, TruthVolume.Unreadable), TruthVolume.Read(_path, Axial()));
    }

    private static VolumeGeometry Axial(int slices = 4, double x = 0, double z = 0, double wider = 0) => new(
        8, 8, 1 + wider, 1 + wider, new(1, 0, 0), new(0, 1, 0), [.. Enumerable.Range(0, slices).Select(i => new Vector3D(x, 0, z + 5 * i))], 5);

    private void Write(LabelVolume labels)
    {
        using var file = File.Create(_path);
        NiftiWriter.WriteGzip<byte>(file, labels.Geometry, labels.Labels);
    }
}
