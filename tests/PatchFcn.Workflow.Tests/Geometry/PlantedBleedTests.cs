using PatchFcn.Core.Aggregation;
using PatchFcn.Core.SkullStripping;
using PatchFcn.Core.Volumes;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Reading;
using PatchFcn.Dicom.Reading.Sources;
using PatchFcn.Phantoms;
using PatchFcn.Phantoms.Output;
using PatchFcn.Testing;

namespace PatchFcn.Workflow.Tests.Geometry;

/// <summary>
/// R3, R32: a planted bleed comes back through DICOM, skull stripping and measuring with its position, volume and side. The truth stands in for the network, because geometry
/// is tested here and not detection. Tilt, slice spacing, pose and scanner differ from seed to seed.
/// </summary>
public sealed class PlantedBleedTests : IDisposable
{
    private static readonly BleedChoice[] Types = [BleedChoice.Sdh, BleedChoice.Edh, BleedChoice.Iph, BleedChoice.Sah, BleedChoice.Ivh];

    private readonly string _folder = Directory.CreateTempSubdirectory("patchfcn-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Aggregate_TruthOfAPhantom_ComesBackWhereItWasPlanted(int seed)
    {
        var isPositive = seed % 2 == 1;
        var phantom = Phantom.Create(PhantomSpec.Draw((ulong)seed, new PhantomOptions
        {
            Bleed = isPositive ? Types[seed / 2 % Types.Length] : BleedChoice.None,
            MatrixSize = 160,
        }), Cancellation);

        var found = Measure(phantom);

        Assert.Equal(isPositive, found.VolumeMl > 0);
        if (!isPositive)
            return;
        Assert.Equal(phantom.VolumeMl, found.VolumeMl, phantom.VolumeMl * 0.001);
        Assert.True((Centroid(phantom.Truth) - Centroid(found)).Length < 0.5, "the centroid has moved");
        if (phantom.Bleeds is [{ Side: not 0 } only])
            Assert.NotEqual(only.Side > 0 ? Laterality.Right : Laterality.Left, found.Findings[0].Laterality);
    }

    private StudyFindings Measure(Phantom phantom)
    {
        PhantomWriter.Write(phantom, _folder, "study");
        using var upload = StudyUpload.Open([Path.Combine(_folder, "study")]);
        var reader = new StudyReader(new BuiltInCodec());
        var volume = reader.ReadVolume(reader.Read(upload, Cancellation).Series!, Cancellation).Volume!;
        var stripped = SkullStripper.Strip(volume);
        Assert.Null(stripped.Refusal);

        var labels = new LabelVolume(volume.Geometry, phantom.Truth.Labels.ToArray());
        return FindingsAggregator.Aggregate(
            new LabelledStudy(
                volume, stripped.Brain!, labels, new ProbabilityMap(volume.Geometry), [new ScoredPatch(0, 0, 0, 1, [1, 1, 1, 1, 1])],
                AsAcquired.Placement(volume.Geometry), HemorrhageClass.Types),
            minimumMl: 0);
    }

    private static Vector3D Centroid(StudyFindings findings) => Mean(findings.Findings.Select(finding => (finding.CentroidMm, finding.VolumeMl)));

    private static Vector3D Centroid(LabelVolume truth)
    {
        var geometry = truth.Geometry;
        return Mean(
            from slice in Enumerable.Range(0, geometry.SliceCount)
            from pixel in Enumerable.Range(0, geometry.SliceLength)
            where truth.Slice(slice)[pixel] != 0
            select (geometry.ToPatient(slice, pixel / geometry.Columns, pixel % geometry.Columns), geometry.VoxelMl(slice)));
    }

    private static Vector3D Mean(IEnumerable<(Vector3D Point, double Weight)> points)
    {
        var (sum, total) = (default(Vector3D), 0.0);
        foreach (var (point, weight) in points)
            (sum, total) = (sum + point * weight, total + weight);
        return sum * (1 / total);
    }
}
