using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using PatchFcn.Core.Studies;
using PatchFcn.Core.Volumes.Resampling;
using PatchFcn.Inference.Models;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// A network ready to score patches: one session for the life of the program, safe for concurrent use. Every batch has the same shape, so that what the network
/// makes of a patch does not depend on how many others there are.
/// </summary>
public sealed class PatchScorer : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ConcurrentBag<PatchBatch> _idle = [];

    /// <summary>Loads the network of a package, checks it against the manifest and scores one blank patch.</summary>
    /// <exception cref="ModelPackageException">The network cannot be loaded or is not what the manifest promises.</exception>
    /// <exception cref="DeviceUnavailableException">A GPU was asked for and cannot be used.</exception>
    public PatchScorer(ModelPackage package, ScorerOptions options)
    {
        Manifest = package.Manifest;
        try
        {
            (_session, Device, DeviceWarning) = NetworkSession.Open(package.Network, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelPackageException(ModelPackageException.NetworkInvalid, $"{ModelPackage.NetworkFile} of {Manifest.Name} cannot be loaded.", exception);
        }
        try
        {
            SupportsDense = NetworkContract.Check(_session, Manifest) && Device != NetworkSession.TensorRt;
            BatchSize = options.BatchSize ?? (Device == NetworkSession.Cpu ? 1 : 16);
            Blank = ScoreBlank();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the package says of itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What the network runs on: <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>.</summary>
    public string Device { get; }

    /// <summary>Set where <see cref="ComputeDevice.Auto"/> found no GPU.</summary>
    public StudyWarning? DeviceWarning { get; }

    /// <summary>Whether the network can be scored on <see cref="ScoringGrid.Dense"/>: it has the output <c>patchLogits</c> and takes images of any size, which an engine of TensorRT does not.</summary>
    public bool SupportsDense { get; }

    /// <summary>Patches in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>What the network makes of a patch of fill values.</summary>
    internal BlankPatch Blank { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var batch))
            batch.Dispose();
        _session.Dispose();
    }

    /// <summary>Memory for a batch; to be given back with <see cref="Return"/>.</summary>
    internal PatchBatch Rent() => _idle.TryTake(out var batch)
        ? batch
        : new PatchBatch(BatchSize, AnalysisGrid.Channels, Manifest.Patch, Manifest.Classes.Count, Manifest.PatchScores);

    /// <summary>Keeps the memory of a batch for the next one.</summary>
    internal void Return(PatchBatch batch) => _idle.Add(batch);

    /// <summary>Runs the network on a batch.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; a run under way is stopped.</exception>
    /// <exception cref="ModelPackageException">The network failed, or a score is no probability.</exception>
    internal void Run(PatchBatch batch, CancellationToken cancellation)
    {
        Run(options => _session.Run(options, NetworkContract.Inputs, batch.Inputs, NetworkContract.PatchOutputs, batch.Outputs), cancellation);
        for (var item = 0; item < BatchSize; item++)
            NetworkContract.EnsureProbabilities(batch.Scores(item), Manifest);
    }

    /// <summary>Runs the network on one image of any size that is a multiple of 8.</summary>
    /// <param name="slices">Axis order channel, row, column.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The tensors <c>pixel</c> and <c>patchLogits</c>.</returns>
    internal (float[] Pixels, float[] Logits) RunDense(float[] slices, int rows, int columns, CancellationToken cancellation)
    {
        var (classes, scores, cell) = (Manifest.Classes.Count, Manifest.PatchScores, NetworkContract.LogitCell);
        var pixels = new float[classes * rows * columns];
        var logits = new float[scores * (rows / cell) * (columns / cell)];
        using var input = OrtValue.CreateTensorValueFromMemory(slices, [1, AnalysisGrid.Channels, rows, columns]);
        using var pixelValue = OrtValue.CreateTensorValueFromMemory(pixels, [1, classes, rows, columns]);
        using var logitValue = OrtValue.CreateTensorValueFromMemory(logits, [1, scores, rows / cell, columns / cell]);
        Run(options => _session.Run(options, NetworkContract.Inputs, [input], NetworkContract.DenseOutputs, [pixelValue, logitValue]), cancellation);
        return (pixels, logits);
    }

    private void Run(Action<RunOptions> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var registration = cancellation.Register(() => options.Terminate = true);
        try
        {
            run(options);
        }
        catch (OnnxRuntimeException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ModelPackageException(ModelPackageException.NetworkInvalid, $"{ModelPackage.NetworkFile} of {Manifest.Name} failed while it ran.", exception);
        }
    }

    private BlankPatch ScoreBlank()
    {
        var batch = Rent();
        for (var item = 0; item < BatchSize; item++)
            batch.Slices(item).Fill(Manifest.FillValue);
        Run(batch, CancellationToken.None);
        var blank = new BlankPatch(batch.Pixels(0).ToArray(), batch.Scores(0).ToArray());
        Return(batch);
        return blank;
    }
}
