using BenchmarkDotNet.Attributes;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Phantoms;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Benchmarks;

/// <summary>Results of a phantom of about 32 slices of 512², its truth taken for the mask: all overlays, and the page.</summary>
[MemoryDiagnoser]
public class ReportingBenchmarks
{
    private StudyImages _images = null!;
    private StudyReport _report = null!;

    [GlobalSetup]
    public void Setup()
    {
        var phantom = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Sdh, SliceSpacingMm = 5 }));
        var brain = SkullStripper.Strip(phantom.Ct).Brain;
        _images = new StudyImages(phantom.Ct, brain, phantom.Truth, ["sdh", "edh", "iph", "sah-ivh"]);
        _report = Report(phantom.Ct.Geometry);
    }

    [Benchmark]
    public IReadOnlyList<NamedPicture> RenderOverlays() => Overlays.Render(_images);

    [Benchmark]
    public async Task<long> WritePage()
    {
        using var stream = new MemoryStream();
        await HtmlReport.WriteAsync(_report, _images, stream);
        return stream.Length;
    }

    private static StudyReport Report(VolumeGeometry geometry) => new()
    {
        Instance = "benchmark",
        Status = ReportStatus.Analyzed,
        ReasonName = null,
        Reason = null,
        Study = new(null, null, geometry.SliceCount, geometry.Rows, geometry.Columns, null, null),
        Model = new("benchmark", "1", "", "demonstration", null),
        Grid = "exact",
        Device = "cpu",
        BrainVolumeMl = null,
        Score = 0.9,
        OperatingPoint = new("default", 0.5, null, null, null),
        Positive = true,
        VolumeMl = 0,
        Classes = [],
        Findings = [],
        Slices = [.. geometry.SlicePositions.Select((position, index) => new ReportedSlice(index, "", position, 0.5, 0, 25, true))],
        Ledger = [],
        Warnings = [],
        Timings = new Dictionary<string, double>(),
    };
}
