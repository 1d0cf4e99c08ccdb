using System.Buffers.Binary;
using System.Text;
using PatchFcn.Training.Weights;
using static TorchSharp.torch;

namespace PatchFcn.Training.Tests.Weights;

/// <summary>R56, R180: weights are read, and files that lie are refused.</summary>
[Collection(Torch.Collection)]
public sealed class SafeTensorsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_WrittenTensors_AreTheSame()
    {
        Torch.Require();
        var tensors = new Dictionary<string, Tensor> { ["b.weight"] = randn(3, 5, 2), ["a"] = arange(4, dtype: int64), ["c"] = tensor(1.5f) };

        SafeTensors.Write(_path, tensors);
        var read = SafeTensors.Read(_path);

        Assert.Equal(tensors.Keys.Order(), read.Keys.Order());
        Assert.All(tensors, entry => Assert.True(entry.Value.equal(read[entry.Key]).all().item<bool>()));
        Assert.All(tensors, entry => Assert.Equal(entry.Value.shape, read[entry.Key].shape));
    }

    [Fact]
    public void Read_FileAsPyTorchWritesIt_IsRead()
    {
        Torch.Require();
        // As the safetensors library lays a file out: metadata in the header, the header padded with spaces.
        Write("""{"__metadata__":{"format":"pt"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}   """, [0, 0, 128, 63, 0, 0, 0, 64]);

        Assert.Equal([1f, 2f], SafeTensors.Read(_path)["w"].data<float>().ToArray());
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""")]
    [InlineData("""{"w":7}""")]
    [InlineData("""[1,2]""")]
    [InlineData("no json")]
    public void Read_HeaderThatLies_IsRefused(string header)
    {
        Torch.Require();
        Write(header, new byte[8]);

        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(_path));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 100, 0, 0, 0, 0, 0, 0, 0, 123 })]
    public void Read_FileThatIsTooShort_IsRefused(byte[] bytes)
    {
        Torch.Require();
        File.WriteAllBytes(_path, bytes);

        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(_path));
    }

    public void Dispose() => File.Delete(_path);

    private void Write(string header, byte[] values)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        File.WriteAllBytes(_path, [.. length, .. json, .. values]);
    }
}
