using System.CommandLine;
using PatchFcn.Inference.Models;
using PatchFcn.Inference.Scoring;
using PatchFcn.Workflow;

namespace PatchFcn.Cli;

/// <summary>Options of every command that analyses studies.</summary>
internal sealed class AnalysisOptions
{
    private readonly Option<DirectoryInfo?> _model = new("--model", "-m")
    {
        Description = "Model package to use; by default the one that ships with this command.",
    };

    private readonly Option<ScoringGrid> _grid = new("--grid", "-g")
    {
        Description = "exact: every patch that holds brain, same result as full. full: every patch, as in the paper. dense: one pass over the brain, approximate.",
        DefaultValueFactory = _ => ScoringGrid.Exact,
    };

    private readonly Option<string> _operatingPoint = new("--operating-point")
    {
        Description = "Name of an operating point of the model for this grid.",
        DefaultValueFactory = _ => ModelPackage.DefaultOperatingPoint,
    };

    private readonly Option<ComputeDevice> _device = new("--device", "-d")
    {
        Description = "cpu; cuda or tensorRt (stop if there is no GPU); auto (cuda if there is one, else cpu).",
        DefaultValueFactory = _ => ComputeDevice.Auto,
    };

    private readonly Option<bool> _fractional = new("--fractional")
    {
        Description = "Also writes probability.dcm: the probability as a fractional DICOM segmentation, some 10 MB.",
    };

    private readonly Option<bool> _deidentify = new("--deidentify")
    {
        Description = "Writes results without names, numbers, dates, institution or UIDs of the study (DICOM PS3.15 basic profile). They no longer fit the original images.",
    };

    /// <summary>No progress on stderr.</summary>
    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress on stderr." };

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _grid, _operatingPoint, _device, _fractional, _deidentify, Quiet })
            command.Options.Add(option);
    }

    /// <summary>What the user chose. The manifest of a model that was named is read at once: the model itself is loaded while the study is read, and its absence would show only after that.</summary>
    /// <exception cref="ModelPackageException">The folder that was named holds no model package.</exception>
    public AnalysisSetup Read(ParseResult parsed)
    {
        var model = parsed.GetValue(_model)?.FullName;
        if (model is not null)
            ModelPackage.ReadManifest(model);
        return new(
            model ?? Path.Combine(AppContext.BaseDirectory, "models", "phantom-compact"),
            parsed.GetRequiredValue(_grid),
            parsed.GetRequiredValue(_operatingPoint),
            parsed.GetRequiredValue(_device))
        {
            Fractional = parsed.GetValue(_fractional),
            Deidentify = parsed.GetValue(_deidentify),
        };
    }
}
