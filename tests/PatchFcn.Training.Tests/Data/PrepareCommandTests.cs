using System.CommandLine;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Training.Data;
using PatchFcn.Training.Presets;

namespace PatchFcn.Training.Tests.Data;

/// <summary>R59: a hospital trains on studies of its own.</summary>
public sealed class PrepareCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-training-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_StudiesWithLabelVolumes_PreparesWhatCanBeLearnedFrom()
    {
        var (bleeds, none) = (Write(31, BleedChoice.Edh, "bleeds"), Write(32, BleedChoice.None, "none"));
        Write(33, BleedChoice.Iph, "unlabelled");
        File.Delete(Path.Combine(_folder, "unlabelled", "truth.nii.gz"));
        File.Delete(Path.Combine(_folder, "none", "truth.nii.gz"));
        var truth = Path.Combine(_folder, "truth.csv");
        await File.WriteAllTextAsync(truth, "case,positive,patient\nbleeds,1,A\nnone,0,A\nunlabelled,1,B\n", TestContext.Current.CancellationToken);
        var heads = Path.Combine(_folder, "heads");

        var exit = await Prepare("--out", heads, "--studies", _folder, "--truth", truth);

        Assert.Equal(0, exit);
        Assert.Equal(["bleeds.head", "none.head"], Directory.GetFiles(heads).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var (head, clean) = (PreparedHeadFile.Read(Path.Combine(heads, "bleeds.head")), PreparedHeadFile.Read(Path.Combine(heads, "none.head")));
        Assert.Equal(("A", true, "A", false), (head.Patient, head.HasBlood, clean.Patient, clean.HasBlood));

        // Pixels of 1 mm in slabs of 5 mm; a border pixel is all or nothing.
        Assert.InRange((head.Labels.Length - head.Labels.AsSpan().Count((byte)0)) * 0.005, 0.9 * bleeds.VolumeMl, 1.1 * bleeds.VolumeMl);
        Assert.False(none.Positive);
    }

    /// <summary>R322: heads of two scales do not lie in one folder.</summary>
    [Theory]
    [InlineData("compact", 0)]
    [InlineData("paper", 1)]
    public async Task Run_HeadThatIsThere_IsKeptWhereItIsOfTheScale(string preset, int exit)
    {
        var path = Path.Combine(_folder, "phantom-000003.head");
        PreparedHeadFile.Write(path, new PreparedHead("phantom-000003", "p", 1, 1, 1, new byte[3], new byte[1]) { Scale = TrainingPreset.Compact.Network.Scale });
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(exit, await Prepare("--out", _folder, "--phantoms", "1", "--seed", "3", "--preset", preset));

        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_StudiesWithoutTable_SaysThatTheyBelongTogether() =>
        Assert.NotEqual(0, await Prepare("--out", _folder, "--studies", _folder));

    private static Task<int> Prepare(params string[] arguments) => PrepareCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private PhantomCase Write(ulong seed, BleedChoice bleed, string name) =>
        PhantomWriter.Write(Phantom.Create(PhantomSpec.Draw(seed, new PhantomOptions { Bleed = bleed, MatrixSize = 160, SliceSpacingMm = 5 })), _folder, name);
}
