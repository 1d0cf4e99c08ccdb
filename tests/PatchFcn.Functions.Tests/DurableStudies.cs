using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using PatchFcn.Dicom.Reading;
using PatchFcn.Inference.Scoring;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;
using PatchFcn.Workflow;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Engine;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Functions.Tests;

/// <summary>The orchestration and its activities in DurableTask's in-process host, on a folder.</summary>
internal sealed class DurableStudies : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    /// <summary>The host writes a line for each message otherwise.</summary>
    static DurableStudies() => Environment.SetEnvironmentVariable("Logging__LogLevel__Default", "Warning");

    private DurableStudies(DurableTaskTestHost host, StudyServices services, string root) => (_host, Services, Root) = (host, services, root);

    public static AnalysisSetup Settings { get; } =
        new(Path.Combine(TestData.RepositoryRoot, "models", "density-baseline"), ScoringGrid.Exact, "default", ComputeDevice.Cpu);

    public StudyServices Services { get; }

    public string Root { get; }

    /// <summary>Bytes of input and result of each activity that was run.</summary>
    public IReadOnlyCollection<int> Messages { get; private init; } = [];

    /// <summary>Instances of the runs after whose end the next upload was looked for.</summary>
    public IReadOnlyCollection<string> Ends { get; private init; } = [];

    public DurableTaskClient Client => _host.Client;

    public StudyDispatcher Dispatcher => new(Services, new DurableEngine(Client));

    /// <summary>Starts the host.</summary>
    /// <param name="around">What happens around every activity; gets the name of the step.</param>
    /// <param name="mixUp">Gives the input of another activity, whose answer then comes as that of this one; null where none is mixed up.</param>
    /// <param name="mistake">Gives what comes as the answer to the input of an activity in place of its own; null where its own does.</param>
    public static async Task<DurableStudies> StartAsync(Func<string, Task>? around = null, Func<object, object?>? mixUp = null, Func<object, object?>? mistake = null)
    {
        var root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
        var services = new StudyServices(
            Settings, StudyStorage.OpenFolder(root), [], new AlertPolicy { AllowedDemonstration = "density-baseline" }, new StudyReader(UploadCodec.Create()), 2, TimeProvider.System);
        var messages = new ConcurrentBag<int>();
        var ends = new ConcurrentQueue<string>();
        var activities = new StepActivities(services.Steps, NullLogger<StepActivities>.Instance);
        var host = await DurableTaskTestHost.StartAsync(
            registry =>
            {
                registry.AddOrchestratorFunc<StudyRequest, StudyOutcome>(nameof(AnalyzeStudy), (context, request) => AnalyzeStudy.RunAsync(context, request));
                Add(StudySteps.Ingest, activities.Ingest);
                Add(StudySteps.StripSlab, activities.StripSlab);
                Add(StudySteps.JoinBrain, activities.JoinBrain);
                Add(StudySteps.ScoreSlice, activities.ScoreSlice);
                Add(StudySteps.Aggregate, activities.Aggregate);
                Add(StudySteps.Conclude, activities.Conclude);
                Add(StudySteps.WriteResult, activities.WriteResult);
                Add(StudySteps.Seal, activities.Seal);
                Add(StudySteps.Alert, activities.Alert);
                Add(StudySteps.Deliver, activities.Deliver);
                Add(StudySteps.Finish, activities.Finish);
                registry.AddActivityFunc<string>(UploadTriggers.TakeUpNext, (_, ended) =>
                {
                    ends.Enqueue(ended);
                    return Task.CompletedTask;
                });

                void Add<TInput, TOutput>(Step<TInput, TOutput> step, Func<TInput, CancellationToken, Task<Answered<TOutput>>> run)
                    where TOutput : class =>
                    registry.AddActivityFunc<TInput, object>(step.Name, async (_, input) =>
                    {
                        if (around is not null)
                            await around(step.Name);
                        var result = await run(mixUp?.Invoke(input!) is TInput other ? other : input, CancellationToken.None);
                        messages.Add(JsonSerializer.SerializeToUtf8Bytes(input).Length + JsonSerializer.SerializeToUtf8Bytes(result).Length);
                        return mistake?.Invoke(input!) ?? result;
                    });
            },
            new DurableTaskTestHostOptions { Port = Ports.Free() },
            TestContext.Current.CancellationToken);
        return new DurableStudies(host, services, root) { Messages = messages, Ends = ends };
    }

    /// <summary>Makes a synthetic study with an epidural hematoma and uploads it; a file that was just written counts as one that is still being copied, so this one is a minute old.</summary>
    public string Upload(string name, double sliceSpacingMm)
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 256, SliceSpacingMm = sliceSpacingMm }));
        PhantomWriter.Write(phantom, Root, "phantom");
        var file = Path.Combine(Root, "studies", name);
        ZipFile.CreateFromDirectory(Path.Combine(Root, "phantom"), file, CompressionLevel.Fastest, includeBaseDirectory: false);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromMinutes(1));
        return file;
    }

    /// <summary>Waits for the only run to end.</summary>
    public async Task<OrchestrationMetadata> EndAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var run = await Client.GetAllInstancesAsync().FirstAsync(cancellation);
        return await Client.WaitForInstanceCompletionAsync(run.InstanceId, getInputsAndOutputs: true, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Services.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
