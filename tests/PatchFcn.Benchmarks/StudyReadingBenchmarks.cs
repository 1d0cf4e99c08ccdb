using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Benchmarks;

/// <summary>Ingest of 32 slices of 512 × 512, uncompressed: hashes, headers and choice, then voxels.</summary>
[MemoryDiagnoser]
public class StudyReadingBenchmarks
{
    private const int Slices = 32;
    private const int Size = 512;

    private readonly StudyReader _reader = new(new BuiltInCodec());
    private string _folder = "";
    private string _zip = "";

    [GlobalSetup]
    public void WriteStudy()
    {
        _folder = Directory.CreateTempSubdirectory("patchfcn-benchmark-").FullName;
        for (var slice = 0; slice < Slices; slice++)
        {
            using var file = File.Create(Path.Combine(_folder, $"IM{slice:0000}"));
            DicomFileWriter.Write(file, DataSet(slice));
        }
        _zip = _folder + ".zip";
        ZipFile.CreateFromDirectory(_folder, _zip);
    }

    [GlobalCleanup]
    public void DeleteStudy()
    {
        Directory.Delete(_folder, recursive: true);
        File.Delete(_zip);
    }

    [Benchmark(Baseline = true)]
    public CtVolume? Folder() => Read(_folder);

    [Benchmark]
    public CtVolume? Zip() => Read(_zip);

    [Benchmark]
    public StudyReading HashesHeadersAndChoice()
    {
        using var upload = StudyUpload.Open([_folder]);
        return _reader.Read(upload);
    }

    private CtVolume? Read(string path)
    {
        using var upload = StudyUpload.Open([path]);
        return _reader.ReadVolume(_reader.Read(upload).Series!).Volume;
    }

    private static DicomDataSet DataSet(int slice)
    {
        var random = new Random(slice);
        var cells = new short[Size * Size];
        for (var i = 0; i < cells.Length; i++)
        {
            var radius = Math.Sqrt(Math.Pow(i % Size - Size / 2, 2) + Math.Pow(i / Size - Size / 2, 2));
            cells[i] = (short)(radius > 200 ? 24 + random.Next(20) : radius > 180 ? 2000 + random.Next(100) : 1040 + random.Next(30));
        }
        return new DicomDataSet()
            .SetText(DicomTags.SOPClassUID, DicomUid.CTImageStorage)
            .SetText(DicomTags.SOPInstanceUID, DicomUid.FromSeed($"benchmark slice {slice}"))
            .SetText(DicomTags.StudyInstanceUID, DicomUid.FromSeed("benchmark study"))
            .SetText(DicomTags.SeriesInstanceUID, DicomUid.FromSeed("benchmark series"))
            .SetText(DicomTags.Modality, "CT")
            .SetText(DicomTags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
            .SetText(DicomTags.BodyPartExamined, "HEAD")
            .SetText(DicomTags.ConvolutionKernel, "STANDARD")
            .SetNumbers(DicomTags.SliceThickness, 5)
            .SetNumbers(DicomTags.ImagePositionPatient, -115, -115, 5 * slice)
            .SetNumbers(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
            .SetNumbers(DicomTags.PixelSpacing, 0.45, 0.45)
            .SetNumbers(DicomTags.RescaleSlope, 1)
            .SetNumbers(DicomTags.RescaleIntercept, -1024)
            .SetNumbers(DicomTags.SamplesPerPixel, 1)
            .SetText(DicomTags.PhotometricInterpretation, "MONOCHROME2")
            .SetNumbers(DicomTags.Rows, Size)
            .SetNumbers(DicomTags.Columns, Size)
            .SetNumbers(DicomTags.BitsAllocated, 16)
            .SetNumbers(DicomTags.BitsStored, 12)
            .SetNumbers(DicomTags.HighBit, 11)
            .SetNumbers(DicomTags.PixelRepresentation, 0)
            .SetPixelData(cells);
    }
}
