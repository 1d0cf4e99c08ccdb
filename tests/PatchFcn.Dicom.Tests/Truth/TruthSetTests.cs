using PatchFcn.Core;
using PatchFcn.Dicom.Truth;

namespace PatchFcn.Dicom.Tests.Truth;

/// <summary>R65: a test set is frozen by its hash.</summary>
public sealed class TruthSetTests : IDisposable
{
    private const string Truth = "case,seed,positive,classes,volumeMl,manufacturer,patient,type\na,1,1,sdh+iph,2.5,SIEMENS,P1,fall\nb,2,0,,0,,,calcification\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    public TruthSetTests()
    {
        foreach (var name in new[] { "a", "b" })
            Write(Path.Combine(name, "IM0001.dcm"), name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_Truth_KnowsAllThatIsSaid()
    {
        Write("a/truth.nii.gz", "labels");

        var set = Open(Truth);

        Assert.Equivalent(new TruthCase("a", Path.Combine(_folder, "a"), true, ["sdh", "iph"], 2.5, "SIEMENS", "P1", "fall"), set.Cases[0]);
        Assert.Equivalent(new TruthCase("b", Path.Combine(_folder, "b"), false, [], 0, "", "b", "calcification"), set.Cases[1]);
        Assert.Equal((true, null), (set.Cases[0].TruthPath is not null, set.Cases[1].TruthPath));
        Assert.Equal(["IM0001.dcm"], set.Cases[0].StudyFiles.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("case,positive\na,1\na,0\n", "twice")]
    [InlineData("case,positive\nc,1\n", "no folder")]
    [InlineData("case,positive\n../a,1\n", "no name")]
    [InlineData("case,positive\n", "no case")]
    [InlineData("case,positive,classes\na,1,ich\n", "Known are sdh, edh, iph, sah-ivh")]
    public void Open_WrongTruth_SaysWhatToMend(string truth, string message) =>
        Assert.Contains(message, Assert.Throws<UsageException>(() => Open(truth)).Message, StringComparison.Ordinal);

    /// <summary>R338: a class that is spelled in another way would make its case a negative of every class.</summary>
    [Theory]
    [InlineData("SDH+iph", "sdh,iph")]
    [InlineData("sah+IVH", "sah-ivh")]
    [InlineData("hemorrhage", "")]
    public void Open_ClassInOtherWords_IsThatOfTheModels(string classes, string expected) =>
        Assert.Equal(expected, string.Join(',', Open($"case,positive,classes\na,1,{classes}\n").Cases[0].Classes));

    [Fact]
    public void Hash_AnythingChanged_IsAnother()
    {
        var hashes = new HashSet<string> { Hash(Truth) };
        Assert.False(hashes.Add(Hash(Truth)));

        Assert.True(hashes.Add(Hash(Truth.Replace("a,1,1", "a,1,0", StringComparison.Ordinal))));
        Write("b/truth.nii.gz", "labels");
        Assert.True(hashes.Add(Hash(Truth)));
        File.Move(Path.Combine(_folder, "b", "IM0001.dcm"), Path.Combine(_folder, "b", "IM0002.dcm"));
        Assert.True(hashes.Add(Hash(Truth)));
    }

    private string Hash(string truth)
    {
        var set = Open(truth);
        return set.Hash(set.Cases.Select(study => study.Hash(TestContext.Current.CancellationToken)));
    }

    private TruthSet Open(string truth)
    {
        Write("truth.csv", truth);
        return TruthSet.Open(_folder, Path.Combine(_folder, "truth.csv"));
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
