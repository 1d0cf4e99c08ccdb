namespace PatchFcn.Core.Tests;

public sealed class RelativePathTests
{
    [Fact]
    public void Of_FileInAFolderBelow_HasForwardSlashes() =>
        Assert.Equal("a/b.dcm", RelativePath.Of("folder", Path.Combine("folder", "a", "b.dcm")));

    [Fact]
    public void Of_BackslashInAName_StaysWhereItSeparatesNothing() =>
        Assert.Equal(OperatingSystem.IsWindows() ? "a/b.dcm" : @"a\b.dcm", RelativePath.Of("folder", Path.Combine("folder", @"a\b.dcm")));
}
