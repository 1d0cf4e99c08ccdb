using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Sources;

/// <summary>R92: what counts as a study that has arrived.</summary>
public sealed class StudyArrivalTests
{
    [Fact]
    public void Find_ZipsAndClosedPrefixes_AreArrivals() =>
        Assert.Equal(
            [new StudyArrival("2026/b.ZIP", "1"), new StudyArrival("closed/", "5")],
            StudyArrival.Find([
                new("2026/b.ZIP", "1"), new("closed/1.dcm", "2"), new("closed/more.zip", "3"), new("closed/sub/more.zip", "4"), new("closed/_complete", "5"), new("open/1.dcm", "6"), new("note.txt", "7")]));

    [Theory]
    [InlineData("a.zip", true)]
    [InlineData("prefix/_complete", true)]
    [InlineData("prefix/1.dcm", false)]
    public void IsAnnouncedBy_File_SaysWhetherAStudyIsWhole(string file, bool whole) => Assert.Equal(whole, StudyArrival.IsAnnouncedBy(file));

    [Fact]
    public void Parse_Reference_GivesTheArrivalBack()
    {
        var arrival = new StudyArrival("a b/Müller, Anna.zip", "0x8D");

        Assert.Equal(arrival, StudyArrival.Parse(arrival.Reference));
    }

    [Fact]
    public void Key_OtherVersion_IsAnother() => Assert.NotEqual(new StudyArrival("a.zip", "1").Key, new StudyArrival("a.zip", "2").Key);
}
