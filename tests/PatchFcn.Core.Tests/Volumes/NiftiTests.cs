using System.Buffers.Binary;
using CsCheck;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Volumes;

public class NiftiTests
{
    private const string Template = "ct_template_nifti/scct_unsmooth_SS_0.01.nii.gz";

    [Fact]
    public void Write_TiltedStack_ComesBackWithTheSameGeometryAndVoxels()
    {
        var geometry = Tilted();
        var voxels = Enumerable.Range(0, geometry.SliceCount * geometry.SliceLength).Select(i => (short)(i * 37 - 1024)).ToArray();
        using var file = new MemoryStream();

        NiftiWriter.WriteGzip<short>(file, geometry, voxels);
        file.Position = 0;
        var read = NiftiReader.ReadGzip(file);

        Assert.Equal(voxels.Select(v => (float)v), read.Voxels);
        Assert.Equal(geometry.GantryTilt, read.Geometry.GantryTilt, 4);
        Assert.Equal(geometry.SliceSpacing, read.Geometry.SliceSpacing, 5);
        Assert.Equal(0, (geometry.ToPatient(3, 2.5, 1) - read.Geometry.ToPatient(3, 2.5, 1)).Length, 4);
    }

    [Fact]
    public void Write_Bytes_ScaleIsAppliedOnReading() =>
        Gen.Byte.Array[24].Select(Gen.Double[0.001, 10], Gen.Double[-100, 100]).Sample((bytes, slope, intercept) =>
        {
            using var file = new MemoryStream();
            NiftiWriter.Write<byte>(file, Stack(new Vector3D(0, 0, 5)), bytes, slope, intercept);
            file.Position = 0;
            var read = NiftiReader.Read(file).Voxels;
            for (var i = 0; i < bytes.Length; i++)
                Assert.Equal(bytes[i] * slope + intercept, read[i], 1e-3);
        });

    [Fact]
    public void Write_AxialStack_AffineIsRasAsIndependentReadersExpect()
    {
        using var file = new MemoryStream();
        NiftiWriter.Write<byte>(file, Stack(new Vector3D(0, 0, 5)), new byte[24]);
        var header = file.ToArray();

        float[] affine = [.. Enumerable.Range(0, 12).Select(i => BinaryPrimitives.ReadSingleLittleEndian(header.AsSpan(280 + 4 * i)))];

        // Columns run to the patient's left (-x in RAS) from x = -10 LPS = +10 RAS; rows run backwards (-y in RAS).
        Assert.Equal([-0.5f, 0, 0, 10, 0, -2, 0, 20, 0, 0, 5, 30], affine);
        Assert.Equal([3, 3, 4, 2], Enumerable.Range(0, 4).Select(i => (int)BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(40 + 2 * i))));
        Assert.Equal(352 + 24, header.Length);
    }

    [Fact]
    public void Read_DescendingStack_MostInferiorSliceComesFirst()
    {
        using var file = new MemoryStream();
        NiftiWriter.Write<byte>(file, Stack(new Vector3D(0, 0, 5)), [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
        var bytes = file.ToArray();
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(280 + 32 + 8), -5);

        var read = NiftiReader.Read(new MemoryStream(bytes));

        Assert.Equal([25, 30], read.Geometry.SliceOrigins.Select(o => o.Z));
        Assert.Equal([12, 0], new[] { read.Voxels[0], read.Voxels[12] });
    }

    [Theory]
    [InlineData(0, "no NIfTI-1")]
    [InlineData(3, "ends too early")]
    [InlineData(350, "ends too early")]
    [InlineData(360, "ends too early")]
    public void Read_DamagedFile_SaysWhatIsWrong(int length, string message)
    {
        using var file = new MemoryStream();
        NiftiWriter.Write<byte>(file, Stack(new Vector3D(0, 0, 5)), new byte[24]);
        var bytes = length == 0 ? new byte[400] : file.ToArray()[..length];

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => NiftiReader.Read(new MemoryStream(bytes))).Message);
    }

    [Fact]
    public void Read_Template_BrainLiesWhereItsOwnAffineSays()
    {
        Assert.SkipUnless(TestData.Has(Template), TestData.Missing(Template));
        using var file = File.OpenRead(TestData.Locate(Template));

        var read = NiftiReader.ReadGzip(file);

        // Columns run to the patient's right-to-left (RAS +x = LPS -x): the first voxel of the template is at RAS (-90, -125, -71).
        Assert.Equal((181, 217, 181), (read.Geometry.SliceCount, read.Geometry.Rows, read.Geometry.Columns));
        Assert.Equal(new Vector3D(90, 125, -71), read.Geometry.SliceOrigins[0]);
        Assert.Equal(new Vector3D(0, -1, 0), read.Geometry.ColumnDirection);
    }

    private static VolumeGeometry Stack(Vector3D step) => new(
        4, 3, 2, 0.5, new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), [new Vector3D(-10, -20, 30), new Vector3D(-10, -20, 30) + step], 5);

    private static VolumeGeometry Tilted()
    {
        var angle = double.DegreesToRadians(17);
        var origins = Enumerable.Range(0, 5).Select(k => new Vector3D(-110, -120, 4.5 * k)).ToArray();
        return new VolumeGeometry(6, 7, 0.45, 0.43, new Vector3D(1, 0, 0), new Vector3D(0, Math.Cos(angle), Math.Sin(angle)), origins, 4.5);
    }
}
