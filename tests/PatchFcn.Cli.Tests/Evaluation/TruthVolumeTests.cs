using PatchFcn.Cli.Evaluation;
using PatchFcn.Core.Volumes;

namespace PatchFcn.Cli.Tests.Evaluation;

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
