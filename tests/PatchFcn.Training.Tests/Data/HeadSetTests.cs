using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Training.Data;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.Data;

public sealed class HeadSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-heads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>R324</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Load_FewPatients_SetsOneAside(int patients)
    {
        for (var i = 0; i < patients; i++)
            Write("heads", $"head-{i}", $"patient-{i}");

        var set = HeadSet.Load([Path.Combine(_folder, "heads")], 0.1);

        Assert.Equal((patients - 1, 1), (set.Training.Count, set.Validation.Count));
    }

    /// <summary>R324</summary>
    [Fact]
    public void Load_OnePatient_IsRefused()
    {
        Write("heads", "first", "patient");
        Write("heads", "second", "patient");

        Assert.Contains("two patients", Assert.Throws<InvalidDataException>(() => HeadSet.Load([Path.Combine(_folder, "heads")], 0.1)).Message);
    }

    /// <summary>R322: a network of 0.5 mm learns nothing from heads of 1 mm without a word.</summary>
    [Fact]
    public void RequireScale_HeadOfAnotherScale_IsRefusedByNameAndScale()
    {
        var (compact, paper) = (TrainingPreset.Compact.Network.Scale, TrainingPreset.Paper.Network.Scale);

        var failure = Assert.Throws<InvalidDataException>(() => HeadSet.RequireScale([Head("right", paper), Head("wrong", compact)], paper));

        Assert.Contains("wrong was prepared at another scale (pixels of 1 mm,", failure.Message);
        Assert.Contains("pixels of 0.5 mm", failure.Message);
    }

    /// <summary>R322</summary>
    [Fact]
    public void RequireScale_SameOrUnknown_IsTaken() =>
        HeadSet.RequireScale([Head("same", TrainingPreset.Compact.Network.Scale), Head("old", null)], TrainingPreset.Tiny.Network.Scale);

    /// <summary>R329: what is kept by name would be exchanged between them.</summary>
    [Fact]
    public void LoadAll_TwoHeadsOfOneName_AreRefusedByName()
    {
        Write("first", "case-7", "A");
        Write("second", "case-7", "B");

        var failure = Assert.Throws<InvalidDataException>(() => HeadSet.LoadAll([Path.Combine(_folder, "first"), Path.Combine(_folder, "second")]));

        Assert.Contains("case-7", failure.Message);
    }

    /// <summary>R382: two negative sizes make a positive product.</summary>
    [Theory]
    [InlineData(-1, -1, 1)]
    [InlineData(1, -1, -1)]
    [InlineData(-1, 1, 1)]
    public void Read_NegativeSizes_IsNoHead(int slices, int rows, int columns)
    {
        var path = Path.Combine(_folder, "damaged" + PreparedHeadFile.Extension);
        PreparedHeadFile.Write(path, new PreparedHead("damaged", "patient", slices, rows, columns, new byte[3], new byte[1]));

        Assert.Throws<InvalidDataException>(() => PreparedHeadFile.Read(path));
    }

    private static PreparedHead Head(string name, AnalysisScale? scale) => new(name, name, 1, 1, 1, new byte[3], new byte[1]) { Scale = scale };

    private void Write(string folder, string name, string patient)
    {
        var path = Directory.CreateDirectory(Path.Combine(_folder, folder)).FullName;
        PreparedHeadFile.Write(Path.Combine(path, name + PreparedHeadFile.Extension), new PreparedHead(name, patient, 1, 1, 1, new byte[3], new byte[1]));
    }
}
