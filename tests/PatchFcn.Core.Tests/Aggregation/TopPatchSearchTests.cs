using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Tests.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class TopPatchSearchTests
{
    private static readonly VolumeGeometry Geometry = Lesions.Stack(40, 40, 1, 1, Lesions.Even(6, 5));

    /// <summary>Rows and columns 10 to 19 on slices 2 and 3.</summary>
    private static readonly Lesion Box = Lesions.OfVoxels(Geometry, (slice, row, column) => slice is 2 or 3 && row is >= 10 and < 20 && column is >= 10 and < 20);

    [Fact]
    public void Find_PatchesThatCoverIt_IsTheOneWithTheHighestScore() =>
        Assert.Equal(new SourcePatch(new(3, 3), 5, 5, 20, 20, 0.8f), Find(new(2, 5, 5, 20, [0.7f]), new(3, 5, 5, 20, [0.8f])));

    [Fact]
    public void Find_HigherScoreOwedToSomethingElse_IsNotTaken() =>
        Assert.Equal(0.6f, Find(new(2, 19, 19, 20, [0.99f]), new(2, 5, 5, 20, [0.6f]))!.Score);

    [Fact]
    public void Find_OtherSlicesOrPlaces_IsNull() =>
        Assert.Null(Find(new(1, 5, 5, 20, [0.9f]), new(4, 5, 5, 20, [0.9f]), new(2, 20, 5, 20, [0.9f]), new(2, 5, 20, 20, [0.9f])));

    [Fact]
    public void Find_SeveralClasses_UsesTheScoreOfItsOwn() =>
        Assert.Equal(3, Find(new(2, 5, 5, 20, [0.9f, 0.1f, 0.9f]), new(3, 5, 5, 20, [0.5f, 0.4f, 0.1f]))!.Slices.First);

    [Fact]
    public void Find_SlabsAtAnotherScale_IsGivenInSourceVoxels()
    {
        var placement = new PatchPlacement(0.5, 2, [new(0, 1), new(2, 5)]);

        Assert.Equal(new SourcePatch(new(2, 5), 5, 0, 20, 40, 0.9f), TopPatchSearch.Find(Study(placement, [new(1, 10, 0, 40, [0.9f])]), Box));
    }

    private static SourcePatch? Find(params ScoredPatch[] patches) =>
        TopPatchSearch.Find(Study(AsAcquired.Placement(Geometry), patches), Box);

    private static LabelledStudy Study(PatchPlacement placement, ScoredPatch[] patches) => new(
        new CtVolume(Geometry), new VoxelMask(Geometry), new LabelVolume(Geometry), new ProbabilityMap(Geometry), patches, placement, ["a", "b"]);
}
