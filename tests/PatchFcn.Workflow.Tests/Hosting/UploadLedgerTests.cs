using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;

namespace PatchFcn.Workflow.Tests.Hosting;

/// <summary>R169: an upload belongs to one host at a time, what is urgent comes first, and what was tried is forgotten in the end.</summary>
public sealed class UploadLedgerTests(PhantomStudy study) : UploadedStudies(study)
{
    [Fact]
    public async Task TakeUploadAsync_UploadThatAHostHas_IsNullUntilItIsGivenBack()
    {
        var arrival = await UploadAsync("a.zip", "1");

        await using (await Services.Ledger.TakeUploadAsync(arrival, Cancellation))
            Assert.Null(await Services.Ledger.TakeUploadAsync(arrival, Cancellation));

        await using var again = await Services.Ledger.TakeUploadAsync(arrival, Cancellation);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task TakeUploadAsync_UploadThatIsFinished_IsNullAndStaysFree()
    {
        var arrival = await UploadAsync("a.zip", "1");
        await new StudyRunner(Services, null).RunAsync(arrival, CancellationToken.None, Cancellation);

        Assert.Null(await Services.Ledger.TakeUploadAsync(arrival, Cancellation));

        await using var lease = await Services.Storage.Leases.TryTakeAsync("upload-" + arrival.Key, Cancellation);
        Assert.NotNull(lease);
    }

    [Fact]
    public async Task OrderAsync_AlarmsFirstThenUntriedThenOldest()
    {
        var (alarmed, _, _) = await AlarmedAsync("z-alarmed.zip", 2);
        var now = DateTimeOffset.UtcNow;
        StudyArrival tried = new("a.zip", "1-1") { ArrivedUtc = now.AddHours(-9) }, late = new("b.zip", "1-1") { ArrivedUtc = now }, early = new("c.zip", "1-1") { ArrivedUtc = now.AddHours(-1) };
        await TriedAsync(tried.Key, 1);

        Assert.Equal([(alarmed, true), (early, false), (late, false), (tried, true)], await Services.Ledger.OrderAsync([tried, late, early, alarmed], Cancellation));
    }

    /// <summary>Ten kills within seconds used up all attempts of one alarm while nineteen other studies waited.</summary>
    [Fact]
    public async Task OrderAsync_AlarmThatHostsDiedOverThreeTimes_NoLongerGoesFirst()
    {
        var (alarmed, _, _) = await AlarmedAsync("z-alarmed.zip", UploadLedger.HurriedAttempts);
        var untried = new StudyArrival("a.zip", "1-1") { ArrivedUtc = DateTimeOffset.UtcNow };

        Assert.Equal([(untried, false), (alarmed, true)], await Services.Ledger.OrderAsync([alarmed, untried], Cancellation));
    }

    /// <summary>R285.</summary>
    [Fact]
    public async Task PurgeAsync_UploadThatWasTakenAway_IsForgottenAndNoOther()
    {
        var arrival = await UploadAsync("a.zip", "1");
        await TriedAsync(arrival.Key, 1);
        await TriedAsync("gone", 1);

        await new HostChores(Services, "host").PurgeAsync(TimeSpan.FromHours(-1), Cancellation);

        Assert.Equal([$"_attempts/{arrival.Key}.json"], await Services.Storage.Work.ListAsync("_attempts", Cancellation).Select(it => it.Path).ToListAsync(Cancellation));
    }

    /// <summary>Found by the fault test: a host that had lost its lease noted an attempt after another had finished the upload, and nothing ever took that away.</summary>
    [Fact]
    public async Task PurgeAsync_AttemptNotedAfterTheEnd_IsForgottenAndOthersAreNot()
    {
        var finished = await UploadAsync("a.zip", "1");
        await new StudyRunner(Services, null).RunAsync(finished, CancellationToken.None, Cancellation);
        await TriedAsync(finished.Key, 1);
        await TriedAsync("0123456789abcdef", 2);

        await new HostChores(Services, "host").PurgeAsync(TimeSpan.FromHours(24), Cancellation);

        Assert.Equal((0, 2), (await AttemptsAsync(finished.Key), await AttemptsAsync("0123456789abcdef")));
    }

    private async Task<int> AttemptsAsync(string key) => (await Services.Ledger.FindAsync(key, Cancellation)).Count;
}
