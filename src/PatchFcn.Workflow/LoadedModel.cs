using PatchFcn.Core.Studies;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;

namespace PatchFcn.Workflow;

/// <summary>The model a host has loaded, ready to score.</summary>
public sealed class LoadedModel : IDisposable
{
    private readonly PatchScorer _network;
    private readonly string _manifestSha256;

    /// <summary>Loads a model package.</summary>
    /// <exception cref="ModelPackageException">The package is not valid.</exception>
    /// <exception cref="DeviceUnavailableException">A GPU was asked for and cannot be used.</exception>
    public LoadedModel(string folder, ScorerOptions options)
    {
        // The package is let go of: its bytes of the network are wanted no longer than loading takes.
        var package = ModelPackage.Load(folder);
        (_network, _manifestSha256) = (new PatchScorer(package, options), package.ManifestSha256);
        Scorer = new SliceScorer(_network);
        AskedDevice = options.Device.ToString().ToLowerInvariant();
    }

    /// <summary>Loads the model of a setup, and makes sure that it has its operating point.</summary>
    /// <inheritdoc cref="LoadedModel(string, ScorerOptions)" path="/exception"/>
    public static LoadedModel For(AnalysisSetup setup)
    {
        var model = new LoadedModel(setup.ModelFolder, new ScorerOptions { Device = setup.Device, Threads = 1, BatchSize = setup.BatchSize });
        try
        {
            model.Manifest.OperatingPoint(setup.Grid, setup.OperatingPoint);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What the package says of itself.</summary>
    public ModelManifest Manifest => _network.Manifest;

    /// <summary>Scores slices.</summary>
    public SliceScorer Scorer { get; }

    /// <summary>What the network was to run on: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>.</summary>
    public string AskedDevice { get; }

    /// <summary>What the network runs on: <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>.</summary>
    public string Device => _network.Device;

    /// <summary>Set where a GPU was wished for and none was found.</summary>
    public StudyWarning? DeviceWarning => _network.DeviceWarning;

    /// <summary>Name and hashes, to be put in a request.</summary>
    public ModelReference Reference => new(Manifest.Name, Manifest.Sha256) { ManifestSha256 = _manifestSha256 };

    /// <summary>The operating point that settings ask for.</summary>
    /// <exception cref="ModelPackageException">The model has no such operating point.</exception>
    public OperatingPoint OperatingPoint(AnalysisSettings settings) => Manifest.OperatingPoint(settings.Grid, settings.OperatingPoint);

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
