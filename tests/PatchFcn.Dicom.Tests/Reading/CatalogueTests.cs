using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;
using PatchFcn.Testing;

namespace PatchFcn.Dicom.Tests.Reading;

/// <summary>R1, R2: one upload for every name of the catalogue, which reading then speaks of.</summary>
public sealed class CatalogueTests
{
    private const string JpegXl = "1.2.840.10008.1.2.4.110";
    private const string DoseReport = "1.2.840.10008.5.1.4.1.1.88.67";
    private const string SecondaryCapture = "1.2.840.10008.5.1.4.1.1.7";
    private const string MrImage = "1.2.840.10008.5.1.4.1.1.4";

    private static readonly HeadSeries Head = new();

    private static readonly Dictionary<string, Func<StudyUpload>> Cases = new()
    {
        ["used"] = () => Of(Head),
        ["notDicom"] = () => With(new MemoryFile("README.txt", "Dear colleague"u8.ToArray())),
        ["empty"] = () => ZipMaker.Open(ZipMaker.Pack(("I1", []))),
        ["truncated"] = () => With(new MemoryFile("I99", ((MemoryFile)Head.Files()[0]).Content[..500])),
        ["malformed"] = () => With(new MemoryFile("I99", HostileFiles.Malformed())),
        ["limitExceeded"] = () => With(new MemoryFile("I99", HostileFiles.TooLongValue())),
        ["unsupportedTransferSyntax"] = () => new(Head.Files().ConvertAll(file => HostileFiles.WithTransferSyntax(file, JpegXl))),
        ["unsupportedPixels"] = () => With(data => data.SetText(DicomTags.PhotometricInterpretation, "PALETTE COLOR")),
        ["noPixelData"] = () => With(WithoutPixels()),
        ["unreadable"] = () => With(new BrokenFile("I99")),
        ["dicomDirectory"] = () => With(new MemoryFile("DICOMDIR", HostileFiles.DicomDirectory())),
        ["doseReport"] = () => With(data => data.SetText(DicomTags.SOPClassUID, DoseReport)),
        ["secondaryCapture"] = () => With(data => data.SetText(DicomTags.SOPClassUID, SecondaryCapture)),
        ["notCtImage"] = () => With(data => data.SetText(DicomTags.SOPClassUID, MrImage)),
        ["symbolicLink"] = LinkInFolder,
        ["unopenedArchive"] = () => With(new MemoryFile("I99.zip", ZipMaker.Pack(("I1", [1])))),
        ["unsafeName"] = () => ZipMaker.Open(ZipMaker.Pack(("../../I1", [1]))),
        ["encrypted"] = () => ZipMaker.Open(ZipMaker.SetFlags(ZipMaker.Pack(("I1", [1])), 1)),
        ["damagedArchiveEntry"] = () => ZipMaker.Open(ZipMaker.SetMethod(ZipMaker.Pack(("I1", new byte[100])), 14)),
        ["fileTooLarge"] = () => new([new MemoryFile("I1", new byte[1001])], new UploadLimits { FileBytes = 1000 }),
        ["expandsTooMuch"] = () => ZipMaker.Open(ZipMaker.Pack(("I1", new byte[8 << 20]))),

        ["localizer"] = () => With(data => data.SetText(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER")),
        ["derivedImage"] = () => With(data => data.SetText(DicomTags.ImageType, "DERIVED", "SECONDARY", "AXIAL", "MIP")),
        ["notHounsfield"] = () => With(data => data.SetText(DicomTags.RescaleType, "Z_EFF")),
        ["missingGeometry"] = () => With(data => data.SetText(DicomTags.ImagePositionPatient)),
        ["notAxial"] = () => With(data => data.SetNumbers(DicomTags.ImageOrientationPatient, 0, 1, 0, 0, 0, -1)),
        ["duplicate"] = () => With((MemoryFile)Head.Files()[3]),
        ["conflictingSlice"] = () => With(data => data.SetNumbers(DicomTags.RescaleIntercept, -1000)),
        ["otherGeometry"] = () => With(data => data.SetNumbers(DicomTags.PixelSpacing, 3, 3)),
        ["otherSeries"] = () => Of(Head, Head with { Series = "1.2.3.2", Thickness = 1, Spacing = 5 }),
        ["studyRefused"] = () => Of(Head, Head with { Study = "1.2.4", Series = "1.2.4.1" }),

        ["notHead"] = () => Of(Edited(data => data.SetText(DicomTags.BodyPartExamined, "CHEST"))),
        ["perfusion"] = () => Of(Head with { Slices = 60, PositionOf = slice => slice % 15 * 5 }),
        ["contrast"] = () => Of(Edited(data => data.SetText(DicomTags.ContrastBolusAgent, "Ultravist 370"))),
        ["boneKernel"] = () => Of(Head with { Kernel = "H60s" }),
        ["under18"] = () => Of(Edited(data => data.SetText(DicomTags.PatientAge, "017Y"))),
        ["thickness"] = () => Of(Head with { Thickness = 0.5 }),
        ["tooFewSlices"] = () => Of(Head with { Slices = 7 }),
        ["slicesMissing"] = () => Of(Head with { PositionOf = slice => slice < 14 ? slice * 5 : slice * 5 + 10 }),
        ["slicesConflict"] = () => Of(TwoAtEachPosition()),
        ["mixedRescale"] = () => Of(RescaleMissingInTheMiddle()),
        ["volumeTooLarge"] = () => Of(Edited(data => data.SetNumbers(DicomTags.Rows, 4096).SetNumbers(DicomTags.Columns, 4096))),

        ["noFiles"] = () => new([]),
        ["noCtImages"] = () => new([new MemoryFile("I1", [1, 2, 3])]),
        ["noAxialSeries"] = () => Of(Edited(data => data.SetText(DicomTags.ImageOrientationPatient))),
        ["severalStudies"] = () => Of(Head, Head with { Study = "1.2.4", Series = "1.2.4.1" }),
        ["damagedArchive"] = () => ZipMaker.Open("PK\x03\x04 but no more"u8.ToArray()),
        ["tooManyFiles"] = () => new(Head.Files(), new UploadLimits { Files = 27 }),
        ["uploadTooLarge"] = () => new(Head.Files(), new UploadLimits { TotalBytes = 100_000 }),
        ["damagedPixels"] = () => new(Head.Files().Select((file, index) => index == 5 ? HostileFiles.CutShort(file) : file)),
        ["missingRescale"] = () => Of(Edited(data => HeadSeries.SetCells(data, (_, _) => 1024).SetText(DicomTags.RescaleIntercept))),
        ["implausibleHu"] = () => Of(Edited(data => data.SetNumbers(DicomTags.RescaleIntercept, 0))),

        ["unevenSpacing"] = () => Of(Head with { PositionOf = slice => slice * 5 + slice % 2 }),
        ["missingSlices"] = () => Of(Head with { PositionOf = slice => slice < 14 ? slice * 5 : slice * 5 + 5 }),
        ["thickSlices"] = () => Of(Head with { Edit = (data, slice) => data.SetNumbers(DicomTags.SliceThickness, slice < 20 ? 5 : 8) }),
        ["conflictingSlices"] = () => With(data => data.SetNumbers(DicomTags.RescaleIntercept, -1000)),
        ["mixedSeries"] = () => With(data => data.SetNumbers(DicomTags.PixelSpacing, 3, 3)),
        ["nonSquarePixels"] = () => Of(Edited(data => data.SetNumbers(DicomTags.PixelSpacing, 3.5, 3))),
        ["unusualOrientation"] = () => Of(Edited(data => data.SetNumbers(DicomTags.ImageOrientationPatient, -1, 0, 0, 0, -1, 0))),
        ["shiftedSlices"] = () => Of(ShiftedAtTheMiddle()),
        ["lossyCompression"] = () => Of(Edited(data => data.SetText(DicomTags.LossyImageCompression, "01"))),
        ["paddingIgnored"] = () => Of(Edited(data => data.SetNumbers(DicomTags.PixelPaddingValue, 1024))),
        ["unknownKernel"] = () => Of(Head with { Kernel = "" }),
        ["anatomyNotNamed"] = () => Of(Edited(data => data.SetText(DicomTags.BodyPartExamined))),
        ["unknownAge"] = () => Of(Edited(data => data.SetText(DicomTags.PatientAge))),
        ["noFrameOfReference"] = () => Of(Edited(data => data.SetText(DicomTags.FrameOfReferenceUID))),
        ["missingUids"] = () => Of(Edited(data => data.SetText(DicomTags.StudyInstanceUID))),
        ["assumedRescale"] = () => Of(Edited(data => data.SetText(DicomTags.RescaleSlope).SetText(DicomTags.RescaleIntercept))),
        ["shortCoverage"] = () => Of(Head with { Slices = 20 }),
    };

    public static TheoryData<string> Names => [.. ReadingCatalogue.All.Select(reason => reason.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_UploadForEveryName_SpeaksOfIt(string name)
    {
        Assert.True(Cases.ContainsKey(name), $"{name} is new in the catalogue: show here how it comes about.");
        using var upload = Cases[name]();

        Assert.Contains(name, NamesIn(upload));
    }

    [Fact]
    public void All_NamesAndTexts_AreUniqueAndPlain()
    {
        Assert.Equal(ReadingCatalogue.All.Count, ReadingCatalogue.All.Select(reason => reason.Name).Distinct().Count());
        Assert.All(ReadingCatalogue.All, reason =>
        {
            Assert.Matches("^[a-z][A-Za-z0-9]+$", reason.Name);
            Assert.EndsWith(".", reason.Sentence);
            Assert.True(reason.Advice.Length == 0 || reason.Advice.EndsWith('.'));
        });
    }

    [Fact]
    public void All_NamesAndTexts_StandInTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(TestData.RepositoryRoot, "docs", "refusals.md"));

        Assert.All(ReadingCatalogue.All, reason => Assert.Contains(
            $"| `{reason.Name}` | {reason.Sentence} | {(reason.Advice.Length == 0 ? "–" : reason.Advice)} |", document));
    }

    private static IEnumerable<string> NamesIn(StudyUpload upload)
    {
        var study = Ingest.Read(upload);
        var volume = study.Refusal is null ? Ingest.ReadVolume(study) : null;
        return [
            .. study.Ledger.Select(entry => entry.Reason),
            .. new[] { study.Refusal?.Name, volume?.Refusal?.Name }.OfType<string>(),
            .. study.Warnings.Concat(volume?.Warnings ?? []).Select(warning => warning.Name)];
    }

    private static StudyUpload Of(params IEnumerable<HeadSeries> series) => new(series.SelectMany(one => one.Files()));

    private static HeadSeries Edited(Action<DicomDataSet> edit) => Head with { Edit = (data, _) => edit(data) };

    private static HeadSeries TwoAtEachPosition() => Head with
    {
        Slices = 40,
        PositionOf = slice => slice / 2 * 5,
        Edit = (data, slice) => data.SetNumbers(DicomTags.RescaleIntercept, -1024 - slice % 2),
    };

    private static HeadSeries RescaleMissingInTheMiddle() => Head with
    {
        Edit = (data, slice) =>
        {
            if (slice == 14)
                data.SetText(DicomTags.RescaleIntercept);
        },
    };

    private static HeadSeries ShiftedAtTheMiddle() => Head with
    {
        Edit = (data, slice) => data.SetNumbers(DicomTags.ImagePositionPatient, slice < 14 ? -112 : -107, -112, slice * 5),
    };

    private static MemoryFile WithoutPixels() => new(
        "I99", new DicomDataSet().SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage).SetText(DicomTags.SOPInstanceUID, "1"));

    /// <summary>A head CT and one file more.</summary>
    private static StudyUpload With(IStudyFile file) => new([.. Head.Files(), file]);

    /// <summary>A head CT and one slice more, which is changed.</summary>
    private static StudyUpload With(Action<DicomDataSet> edit)
    {
        var slice = Head.DataSet(3).SetText(DicomTags.SOPInstanceUID, "1.2.3.99").SetNumbers(DicomTags.InstanceNumber, 99);
        edit(slice);
        return With(new MemoryFile("I99", slice));
    }

    private static StudyUpload LinkInFolder()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.Locate("I1"), "/etc/hostname");
        return StudyUpload.Open([folder.Path]);
    }
}
