using System.Collections.Concurrent;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Models;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Artifacts;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Sources;
using PatchFcn.Workflow.Storage;
using PatchFcn.Workflow.Tests.Hosting;

namespace PatchFcn.Workflow.Tests.Faults;

/// <summary>Two hosts on one storage, everything around them failing, until all uploads have come to their end.</summary>
/// <param name="inbox">What was uploaded.</param>
/// <param name="work">Where artifacts between the steps are kept.</param>
/// <param name="results">Where results are.</param>
/// <param name="damaged">Models no host may start with.</param>
/// <param name="seed">Decides what goes wrong.</param>
/// <param name="counts">Where faults are counted.</param>
internal sealed class FaultyHospital(
    IStudyInbox inbox, IArtifactStore work, IArtifactStore results, IReadOnlyList<string> damaged, int seed, ConcurrentDictionary<Fault, int> counts) : IDisposable
{
    /// <summary>Rounds after which nothing goes wrong any more; a round is one try of every host at every upload.</summary>
    private const int FaultyRounds = 12;

    private const int MostRounds = 30;

    /// <summary>Share of lives that begin with a damaged model.</summary>
    private const double Damaged = 0.15;

    private static readonly double[] Rates = [0.001, 0.004, 0.012];

    private readonly ConcurrentDictionary<string, object> _leases = new();
    private readonly ConcurrentQueue<(string Id, string Type, AlertData Data)> _received = new();
    private readonly FaultyClock _clock = new();
    private readonly Host?[] _hosts = new Host?[2];
    private int _lives;

    public IArtifactStore Work => work;

    public IArtifactStore Results => results;

    /// <summary>Lives of hosts that were needed.</summary>
    public int Lives => _lives;

    /// <summary>What was told, in order, repetitions included.</summary>
    public IReadOnlyList<(string Id, string Type, AlertData Data)> Received => [.. _received];

    private double Rate => Rates[seed % Rates.Length];

    /// <summary>Works until every upload is finished and every event is delivered.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var arrivals = await inbox.ListAsync("", cancellation).ToListAsync(cancellation);
        for (var round = 0; round < MostRounds; round++)
        {
            await Task.WhenAll(_hosts.Select((_, index) => Task.Run(() => RoundAsync(index, round >= FaultyRounds, arrivals, cancellation), cancellation)));
            _clock.Advance(TimeSpan.FromMinutes(6));
            if (round >= 1 && await IsDoneAsync(arrivals, cancellation))
                return;
        }
        Assert.Fail($"Seed {seed}: not everything came to its end. {string.Join('\n', _hosts.SelectMany(host => host?.Problems ?? []).TakeLast(6))}");
    }

    /// <summary>What a host does every hour, with everything old enough.</summary>
    public async Task TidyUpAsync(CancellationToken cancellation)
    {
        _clock.Advance(TimeSpan.FromDays(2));
        using var services = Start(calm: true)!.Services;
        await new HostChores(services, "host").PurgeAsync(TimeSpan.FromHours(24), cancellation);
    }

    public void Dispose()
    {
        foreach (var host in _hosts)
            host?.Services.Dispose();
    }

    private async Task RoundAsync(int index, bool calm, List<StudyArrival> arrivals, CancellationToken cancellation)
    {
        if (_hosts[index] is null or { Plan.Killed: true })
        {
            _hosts[index]?.Services.Dispose();
            _hosts[index] = Start(calm);
        }
        if (_hosts[index] is not { } host)
            return;
        host.Plan.Calm = calm;
        foreach (var arrival in index == 0 ? arrivals : Enumerable.Reverse(arrivals))
            await host.TryAsync(() => new StudyRunner(host.Services, null).RunAsync(arrival, CancellationToken.None, cancellation));
        await host.TryAsync(() => host.Services.Outbox.DeliverAsync(cancellation));
    }

    private async Task<bool> IsDoneAsync(List<StudyArrival> arrivals, CancellationToken cancellation) =>
        (await Results.ListAsync("_uploads", cancellation).ToListAsync(cancellation)).Count == arrivals.Count
        && (await Results.ListAsync("_outbox", cancellation).ToListAsync(cancellation)).Count == 0;

    /// <summary>A life of a host; null where its model is damaged: it must not start, and the next goes on.</summary>
    private Host? Start(bool calm)
    {
        var plan = new FaultPlan(seed * 1000 + Interlocked.Increment(ref _lives), Rate, counts) { Calm = calm };
        if (plan.Decides(Damaged))
        {
            plan.Count(Fault.CorruptModel);
            Assert.Throws<ModelPackageException>(() => Open(plan, PhantomStudy.Settings with { ModelFolder = damaged[plan.Draw(damaged.Count)] }));
            return null;
        }
        _clock.Plan = plan;
        var services = Open(plan, PhantomStudy.Settings);
        services.Steps.Around(StudySteps.ScoreSlice, score => plan.RunAsync(score, Fault.ScorerOutOfMemory));
        return new Host(plan, services);
    }

    private StudyServices Open(FaultPlan plan, AnalysisSetup settings)
    {
        var storage = new StudyStorage(new FaultyInbox(inbox, plan), new FaultyStore(work, plan, isWork: true), new FaultyStore(results, plan, isWork: false), new FaultyLeases(_leases, plan));
        return new StudyServices(settings, storage, [new FaultySink(_received, plan)], HostedStudies.Allowed, new StudyReader(new BuiltInCodec()), 1, _clock);
    }

    private sealed record Host(FaultPlan Plan, StudyServices Services)
    {
        public List<string> Problems { get; } = [];

        /// <summary>As the host does: whatever goes wrong is tried again.</summary>
        public async Task TryAsync<T>(Func<Task<T>> work)
        {
            try
            {
                await work();
            }
            catch (Exception problem)
            {
                Problems.Add(problem.ToString());
            }
        }
    }
}
