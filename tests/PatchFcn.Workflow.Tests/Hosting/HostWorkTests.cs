using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R388: a host that keeps what lies between the steps on a disk of its own.</summary>
public sealed class HostWorkTests(PhantomStudy study) : UploadedStudies(study, "of the host")
{
    private string Given => Path.Combine(Root, "of the host");

    /// <summary>R409: the folder may be one for everybody, such as that for temporary files.</summary>
    [Fact]
    public async Task PurgeAsync_FolderWithFilesOfOthers_DeletesItsOwnAlone()
    {
        var letter = Path.Combine(Given, "letters", "letter.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(letter)!);
        await File.WriteAllTextAsync(letter, "", Cancellation);
        await Services.Storage.Work.WriteJsonAsync("instance/left.json", "brain", Cancellation);
        foreach (var file in Directory.EnumerateFiles(Given, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromHours(25));

        await new HostChores(Services, "host").PurgeAsync(TimeSpan.FromHours(24), Cancellation);

        Assert.Equal([letter], Directory.EnumerateFiles(Given, "*", SearchOption.AllDirectories));
    }

    /// <summary>R411: what an earlier host left, which was given no folder.</summary>
    [Fact]
    public async Task PurgeAsync_OldWorkInTheStorage_IsDeleted()
    {
        var left = Path.Combine(Root, "work", "instance", "left.json");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "brain", Cancellation);
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow - TimeSpan.FromHours(25));

        await new HostChores(Services, "host").PurgeAsync(TimeSpan.FromHours(24), Cancellation);

        Assert.False(File.Exists(left));
    }

    /// <summary>R411: where the disk is new at each start, too.</summary>
    [Fact]
    public async Task RunAsync_FolderIsLostWithEachHostThatDies_UploadIsGivenUpInTheEnd()
    {
        var arrival = await UploadAsync("a.zip", "1");
        await TriedAsync(arrival.Key, UploadClaim.MostAttempts);
        Directory.Delete(Given, recursive: true);

        var study = await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Equal((ReportStatus.NotAnalyzed, false), (study!.Status, study.HasReport));
    }
}
