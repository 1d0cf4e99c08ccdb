using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Studies;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Reporting.Html;
using PatchFcn.Reporting.Images;
using PatchFcn.Reporting.Reports;
using PatchFcn.Testing;

namespace PatchFcn.Pages.Tests;

/// <summary>
/// <c>patchfcn watch</c> on a folder, as a process, with a study that was analysed by it: a phantom with an epidural hematoma whose names and descriptions are markup. Ninety-nine more studies are
/// marks of the same result.
/// </summary>
public sealed class Hospital : IAsyncLifetime
{
    /// <summary>What an attacker may write into a name; 64 characters are all that DICOM allows.</summary>
    public const string Hostile = "</script><img src=x onerror=alert(1)>\"'{{1}}";

    public const int Studies = 100;

    /// <summary>Number of the study that the archive did not take whole.</summary>
    public const int NotDelivered = 61;

    /// <summary>Number of a study without a finding of which a part of the head is missing.</summary>
    public const int InPart = 33;

    /// <summary>Number of a study with a finding that a clinical model made, and of one whose mark does not say which model did.</summary>
    public const int Clinical = 71, OldMark = 73;

    /// <summary>Number of the study that has no report.</summary>
    public const int GivenUp = 90;

    /// <summary>Number of a study with two runs, and of millilitres in the newer one; one less in the older.</summary>
    public const int TwoRuns = 47;

    /// <summary>Number of a study that was run again after a reader had agreed.</summary>
    public const int RunAgain = 94;

    /// <summary>Number of a study that an earlier version did not analyse, whose mark has the name of the reason alone.</summary>
    public const int OldRefusal = 10;

    /// <summary>Why the others were not analysed.</summary>
    public const string Sentence = "There is no series that shows a head.";

    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly int _port = Ports.Free();
    private readonly Phantom _phantom = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 160, SliceSpacingMm = 5 }));
    private Process? _process;

    public string Address => $"http://127.0.0.1:{_port}/";

    /// <summary>The study that was really analysed.</summary>
    public string Study { get; private set; } = "";

    /// <summary>Where its report is.</summary>
    public string Report { get; private set; } = "";

    /// <summary>A request to the host, as a program sends it.</summary>
    public HttpClient Client { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        Client = new HttpClient { BaseAddress = new Uri(Address) };
        await UploadAsync();
        _process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "patchfcn.dll"), "watch", "--storage", _root, "--port", $"{_port}", "--allow-demonstration", "phantom-compact", "--quiet"]));
        var first = (await UntilAsync(1))[0];
        Study = first.GetProperty("study").GetString()!;
        Report = $"results/{first.GetProperty("run").GetProperty("resultPath").GetString()}/report.html";
        await MultiplyAsync();
        await UntilAsync(Studies);
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill();
        _process?.WaitForExit();
        Client.Dispose();
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The list as the page reads it.</summary>
    public async Task<List<JsonElement>> ListAsync() =>
        [.. (await Client.GetFromJsonAsync<JsonElement>("api/studies")).GetProperty("studies").EnumerateArray()];

    /// <summary>The report with as much on it as there can be: every class, more findings than are shown in full, warnings, an earlier result.</summary>
    public async Task WriteFullReportAsync(string file)
    {
        var report = await ReadReportAsync();
        var finding = report.Findings![0] with { ThicknessMm = 12.3, Abc2Ml = 4.5, ReasonTags = ["singleSlice", "skullBase", "calcificationRange"] };
        string[] classes = ["sdh", "edh", "iph", "sah-ivh"];
        await WriteAsync(
            report with
            {
                Classes = [.. classes.Select(name => new ReportedClass(name, 0.9, 12.5))],
                Findings = [.. Enumerable.Range(0, 15).Select(i => finding with { Id = $"F{i + 1}", Class = classes[i % 4] })],
                Warnings = [.. Enumerable.Range(0, 6).Select(i => new StudyWarning($"warning{i}", "The skull has gaps of about 6 cm² that were bridged; the outline of the brain is uncertain there."))],
                Prior = new("0123456789abcdef", 26, report.Model.Name, report.Model.Version, true, 0.9, true, 10, [.. classes.Select(name => new ReportedClass(name, 0.9, 2.5))]),
            },
            new StudyImages(_phantom.Ct, labels: _phantom.Truth, classes: classes),
            file);
    }

    /// <summary>A report without a finding, of a head that is cut above and below: of what is common, that with the most words on top.</summary>
    public async Task WriteCautionAsync(string file) => await WriteAsync(
        await ReadReportAsync() with
        {
            Score = 0.1,
            Positive = false,
            VolumeMl = 0,
            Findings = [],
            Warnings =
            [
                new("skullBaseNotCovered", "The lowest slice still shows brain: the skull base is not covered."),
                new("vertexNotCovered", "The highest slice still shows brain: the vertex is not covered."),
            ],
        },
        new StudyImages(_phantom.Ct),
        file);

    /// <summary>A report in which every text that comes from outside is markup.</summary>
    public async Task WriteHostileAsync(string file)
    {
        var report = await ReadReportAsync();
        await WriteAsync(
            report with
            {
                Model = report.Model with { Name = Hostile, Version = Hostile, TrainedOn = Hostile },
                Study = report.Study with { InstanceUid = Hostile, SeriesInstanceUid = Hostile },
                Warnings = [new StudyWarning(Hostile, Hostile)],
                Ledger = [new ReportedFile(Hostile, false, Hostile)],
                Findings = [.. report.Findings!.Select(it => it with { ReasonTags = [Hostile] })],
            },
            new StudyImages(_phantom.Ct, labels: _phantom.Truth, classes: [Hostile]),
            file);
    }

    /// <summary>The report of a head of 40 slices of 512², with a probability that differs from pixel to pixel as it never does.</summary>
    public async Task WriteLargeAsync(string file)
    {
        var head = Phantom.Create(PhantomSpec.Draw(3, new PhantomOptions { Bleed = BleedChoice.Edh, MatrixSize = 512, SliceSpacingMm = 4 }));
        var probabilities = new ProbabilityMap(head.Ct.Geometry, [.. Enumerable.Range(0, head.Ct.Geometry.SliceCount).SelectMany(slice => head.Ct.Slice(slice).ToArray()).Select(hu => (byte)Math.Clamp(2 * (int)hu, 0, 255))]);
        await WriteAsync(await ReadReportAsync(), new StudyImages(head.Ct, labels: head.Truth, classes: ["hemorrhage"], probabilities: probabilities), file);
    }

    /// <summary>The report of a study whose images could be read, but not analysed.</summary>
    public async Task WriteRefusalAsync(string file) => await WriteAsync(
        await ReadReportAsync() with
        {
            Status = ReportStatus.NotAnalyzed,
            ReasonName = "noBrainTissue",
            Reason = "The space inside the skull does not have the density of brain.",
            Score = null,
            Positive = null,
            VolumeMl = null,
            BrainVolumeMl = null,
            Classes = null,
            Findings = null,
            Slices = [],
        },
        new StudyImages(_phantom.Ct),
        file);

    private static async Task WriteAsync(StudyReport report, StudyImages images, string file)
    {
        await using var stream = File.Create(file);
        await HtmlReport.WriteAsync(report, images, stream);
    }

    private async Task<StudyReport> ReadReportAsync()
    {
        await using var stream = await Client.GetStreamAsync($"api/studies/{Study}/report");
        return await ReportJson.ReadAsync(stream);
    }

    private async Task<List<JsonElement>> UntilAsync(int count)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(5);)
        {
            try
            {
                if (await ListAsync() is var studies && studies.Count >= count)
                    return studies;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }
            await Task.Delay(200);
        }
        throw new TimeoutException("The host does not come to its end.");
    }

    private async Task UploadAsync()
    {
        var upload = Path.Combine(_root, "studies", "one");
        var study = new SyntheticStudy { Identity = "hostile", PatientId = Hostile, PatientName = Hostile, StudyDescription = Hostile, SeriesDescription = "HEAD " + Hostile, InstitutionName = Hostile, Model = Hostile, Kernel = "<b>" };
        SyntheticStudyWriter.Write(study, _phantom.Ct, _phantom.Truth, upload);
        await File.WriteAllTextAsync(Path.Combine(upload, "<img src=x onerror=alert(2)>.dcm"), Hostile);
        await File.WriteAllTextAsync(Path.Combine(upload, "_complete"), "");
    }

    /// <summary>More studies, of five sites: every third without an alarm, most of these without a mark, every tenth not analysed; an upload that was given up.</summary>
    private async Task MultiplyAsync()
    {
        var marks = Path.Combine(_root, "results", "_uploads");
        var mark = await File.ReadAllTextAsync(Directory.EnumerateFiles(marks).Single());
        var path = Report.Replace("results/", "", StringComparison.Ordinal).Replace("/report.html", "", StringComparison.Ordinal);
        for (var i = 1; i < Studies; i++)
        {
            var copy = JsonSerializer.Deserialize<Dictionary<string, object?>>(mark)!;
            copy["instance"] = $"{i:x64}";
            copy["resultPath"] = $"{i:x16}/{path.Split('/')[1]}";
            copy["scanner"] = new { site = i == 1 ? Hostile : $"Ward{i % 5}", manufacturer = "Maker", model = $"CT {i % 2}" };
            copy["volumeMl"] = i % 3 == 0 ? 0 : i;
            if (i % 3 == 0)
                (copy["positive"], copy["score"]) = (false, 0.1);
            if (i % 3 == 0 && i % 9 != 0)
                copy["findings"] = 0;
            if (i % 10 == 0)
                (copy["status"], copy["reason"], copy["positive"], copy["score"], copy["volumeMl"]) = ("notAnalyzed", "noHeadCtSeries", null, null, null);
            if (i % 10 == 0 && i != OldRefusal)
                copy["message"] = Sentence;
            if (i == NotDelivered)
                copy["delivery"] = new { taken = 5, objects = 7, problem = Hostile };
            if (i == TwoRuns - 1)
                (copy["resultPath"], copy["finishedUtc"]) = ($"{TwoRuns:x16}/{i:x16}", DateTimeOffset.UtcNow.AddHours(-1));
            copy["inPart"] = i == InPart;
            if (i == Clinical)
                copy["model"] = new { name = "another", version = "9.1", intendedUse = "clinical" };
            if (i == OldMark)
                copy.Remove("model");
            if (i == GivenUp)
                copy["hasReport"] = false;
            await File.WriteAllTextAsync(Path.Combine(marks, $"{i:x16}.json"), JsonSerializer.Serialize(copy));
        }
        var verdicts = Directory.CreateDirectory(Path.Combine(_root, "results", "_verdicts", $"{RunAgain:x16}", path.Split('/')[1])).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(verdicts, "0.json"), JsonSerializer.Serialize(new { verdict = "agree", by = "an early reader", givenUtc = DateTimeOffset.UtcNow.AddDays(-1) }));
    }
}
