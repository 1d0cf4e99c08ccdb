using BenchmarkDotNet.Attributes;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow.Hosting;

namespace PatchFcn.Benchmarks;

/// <summary>The same study on the grid <c>dense</c>, up to its score and up to all results, beside <c>exact</c>.</summary>
public class DenseStudyBenchmarks
{
    private MeasuredStudy _dense = null!;
    private MeasuredStudy _exact = null!;

    /// <summary>Models to measure.</summary>
    public static IEnumerable<string> Models => MeasuredStudy.Models("phantom-compact");

    /// <summary>The model package.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    /// <summary>Makes the study and loads the model.</summary>
    [GlobalSetup]
    public void SetUp() => (_dense, _exact) = (new MeasuredStudy(Model, ScoringGrid.Dense), new MeasuredStudy(Model, ScoringGrid.Exact));

    /// <summary>Closes the model and removes the study.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _dense.Dispose();
        _exact.Dispose();
    }

    /// <summary>Zip to score, findings and volumes; nothing is written.</summary>
    [Benchmark]
    public Task<(ExaminedStudy Examined, ExaminedStudy? Against)> DenseToScore() => _dense.Analysis.ExamineAsync([_dense.Zip], null, CancellationToken.None);

    /// <summary>Zip to sealed results.</summary>
    [Benchmark]
    public Task DenseToResults() => _dense.Analysis.RunAsync([_dense.Zip], null, CancellationToken.None);

    /// <summary>Zip to score on the grid <c>exact</c>.</summary>
    [Benchmark(Baseline = true)]
    public Task<(ExaminedStudy Examined, ExaminedStudy? Against)> ExactToScore() => _exact.Analysis.ExamineAsync([_exact.Zip], null, CancellationToken.None);
}
