using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests;

public sealed class ResultNamesTests(PhantomStudy study) : UploadedStudies(study)
{
    /// <summary>R284: what is no format's is not ours to delete, and what a format writes is.</summary>
    [Fact]
    public async Task IsOfAFormat_FilesOfAResult_AreAllThatFormatsWriteAndNoOther()
    {
        var study = await new StudyRunner(Services, null).RunAsync(await UploadAsync("a.zip", "1"), CancellationToken.None, Cancellation);

        var seal = (await SealedResult.OpenAsync(Services.Storage.Results, study!.ResultPath, Cancellation)).Manifest;

        Assert.True(seal.Outputs.Count > 10);
        Assert.All(seal.Outputs, it => Assert.True(ResultNames.IsOfAFormat(it.Name), it.Name));
        Assert.DoesNotContain([ResultNames.Manifest, ResultNames.Delivery, "events/1-analyzed.json", "verdicts/1.json", "notes.txt"], ResultNames.IsOfAFormat);
    }
}
