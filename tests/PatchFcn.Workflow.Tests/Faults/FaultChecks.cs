using PatchFcn.Core.Hashing;
using PatchFcn.Reporting.Reports;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Results;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>What must hold after a run, whatever went wrong in it.</summary>
/// <param name="hospital">Where it went wrong.</param>
/// <param name="inbox">What was uploaded.</param>
/// <param name="inputs">Hashes of the files of every upload.</param>
/// <param name="run">Names the run.</param>
internal sealed class FaultChecks(FaultyHospital hospital, IStudyInbox inbox, IReadOnlyDictionary<string, HashSet<string>> inputs, string run)
{
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await foreach (var arrival in inbox.ListAsync("", cancellation))
        {
            var which = $"{run}, {arrival.Name}";
            var study = await new ResultMarks(hospital.Results, TimeProvider.System).FindUploadAsync(arrival.Key, cancellation);
            Assert.True(study is not null, $"{which} has no end.");
            CheckEvents(study, which);
            if (study.HasReport)
                await CheckResultAsync(arrival, study, which, cancellation);
        }
        Assert.Empty((await AuditCheck.OfAsync(hospital.Results, null, cancellation)).Problems);
        // A step of a host that has lost its lease may still write; the tidying up takes it.
        await hospital.TidyUpAsync(cancellation);
        var left = await hospital.Work.ListAsync("", cancellation).ToListAsync(cancellation);
        Assert.True(left.Count == 0, $"{run}: {left.FirstOrDefault()?.Path} is left.");
    }

    private void CheckEvents(FinishedStudy study, string which)
    {
        var told = hospital.Received.Where(it => it.Data.Study == study.Study).ToList();
        var finals = told.Where(it => it.Data.Sequence == 2).Select(it => (it.Id, it.Type)).Distinct().ToList();
        Assert.True(finals.Count == 1, $"{which}: final events {string.Join(", ", finals)}.");
        Assert.True(
            finals[0].Type.EndsWith(study.Status.ToString(), StringComparison.OrdinalIgnoreCase), $"{which}: told {finals[0].Type}, but the mark says {study.Status}.");
        Assert.True(told.Where(it => it.Data.Sequence == 1).Select(it => it.Id).Distinct().Count() <= 1, $"{which}: two alarms.");
        if (told.Exists(it => it.Data.Sequence == 1))
            Assert.True(study.Positive == true || study.Status == ReportStatus.Incomplete, $"{which}: an alarm was told, the end ({study.Status}) is silent about it.");
    }

    /// <summary>The report says what was told, and the seal holds for the inputs and for every output.</summary>
    private async Task CheckResultAsync(StudyArrival arrival, FinishedStudy study, string which, CancellationToken cancellation)
    {
        await using var seal = await hospital.Results.OpenReadAsync($"{study.ResultPath}/{ResultNames.Manifest}", cancellation);
        var manifest = await ResultManifest.ReadAsync(seal, cancellation);
        Assert.True(inputs[arrival.Name].SetEquals(manifest.Inputs.Select(file => file.Sha256)), $"{which}: the inputs are not those of the upload.");
        foreach (var file in manifest.Outputs)
        {
            await using var stream = await hospital.Results.OpenReadAsync($"{study.ResultPath}/{file.Name}", cancellation);
            Assert.True(await Digest.OfAsync(stream, cancellation) == file.Sha256, $"{which}: {file.Name} is not what was sealed.");
        }
        var report = await HostedStudies.ReportAsync(hospital.Results, study.ResultPath);
        Assert.True((report.Status, report.Score, report.ReasonName) == (study.Status, study.Score, study.Reason), $"{which}: the report says {report.Status} {report.ReasonName}, the mark {study.Status} {study.Reason}.");
    }
}
