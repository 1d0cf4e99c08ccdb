using PatchFcn.Workflow.Storage;

namespace PatchFcn.Workflow.Tests.Storage;

/// <summary>R169: the watermark of free disk.</summary>
public sealed class StudyStorageTests
{
    [Fact]
    public void FreeBytesOf_FolderOnADrive_IsKnown() => Assert.True(StudyStorage.FreeBytesOf(Path.GetTempPath()) > 0);

    /// <summary>A share of Windows is none either; this name is on no drive of any system.</summary>
    [Fact]
    public void FreeBytesOf_FolderOnNoDrive_IsNotKnown() => Assert.Null(StudyStorage.FreeBytesOf("\0"));
}
