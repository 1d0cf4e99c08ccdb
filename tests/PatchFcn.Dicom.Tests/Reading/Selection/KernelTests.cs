using PatchFcn.Dicom.Reading.Selection;

namespace PatchFcn.Dicom.Tests.Reading.Selection;

public sealed class KernelTests
{
    [Theory]
    [InlineData("H20f")]
    [InlineData("H31s")]
    [InlineData("H49s")]
    [InlineData("Hr36f")]
    [InlineData("J40s")]
    [InlineData("Qr40d")]
    [InlineData("STANDARD")]
    [InlineData("SOFT")]
    [InlineData("UB")]
    [InlineData("B")]
    [InlineData("Brain Standard")]
    [InlineData("FC26")]
    [InlineData("FC64")]
    public void Classify_BrainKernels_AreSoft(string kernel) => Assert.Equal(KernelKind.Soft, Kernel.Classify([kernel]));

    [Theory]
    [InlineData("H60s")]
    [InlineData("Hr69h")]
    [InlineData("B70s")]
    [InlineData("BONE")]
    [InlineData("BONEPLUS")]
    [InlineData("EDGE")]
    [InlineData("LUNG")]
    [InlineData("D")]
    [InlineData("YC")]
    [InlineData("FC30")]
    [InlineData("FC81")]
    public void Classify_SharpKernels_AreBone(string kernel) => Assert.Equal(KernelKind.Bone, Kernel.Classify([kernel]));

    [Theory]
    [InlineData("")]
    [InlineData("H50s")]
    [InlineData("11")]
    [InlineData("C")]
    [InlineData("XYZZY")]
    public void Classify_OthersAndInBetween_AreUnknown(string kernel) => Assert.Equal(KernelKind.Unknown, Kernel.Classify([kernel]));

    [Fact]
    public void Classify_IterativeReconstruction_GoesByTheValueThatIsAKernel()
    {
        Assert.Equal(KernelKind.Soft, Kernel.Classify(["J30s", "3"]));
        Assert.Equal(KernelKind.Bone, Kernel.Classify(["3", "J70h"]));
    }
}
