using PatchFcn.Reporting.Html;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class LedgerGroupTests
{
    [Fact]
    public void Of_MixedFiles_CountsThemByReasonWithTheUsedOnesFirst()
    {
        var groups = LedgerGroup.Of([new("a", false, "localizer"), new("b", false, "no image"), new("c", false, "no image"), new("d", true, "axial")]);

        Assert.Equal([new(1, true, "axial"), new(2, false, "no image"), new(1, false, "localizer")], groups);
    }
}
