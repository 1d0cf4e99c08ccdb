using System.Text.Json;
using CsCheck;
using PatchFcn.Core.Aggregation;
using PatchFcn.Core.Biomarkers;
using PatchFcn.Core.Tests.Biomarkers;
using PatchFcn.Core.Volumes;
using PatchFcn.Testing;

namespace PatchFcn.Core.Tests.Aggregation;

public sealed class FindingsAggregatorTests
{
    [Fact]
    public void Aggregate_EmptyMask_HasAScoreAndNoFinding()
    {
        var study = FindingsAggregator.Aggregate(Study(Small()));

        Assert.Equal(0.9, study.Score, 6);
        Assert.Equal(0, study.VolumeMl);
        Assert.Empty(study.Findings);
        Assert.Equal(new UnlistedSpecks(0, 0), study.Unlisted);
        Assert.All(study.Slices, slice => Assert.Equal(0, slice.AreaMm2));
    }

    /// <summary>R377: a slice without brain has the score of an empty patch, which says nothing of it.</summary>
    [Fact]
    public void Aggregate_SliceWithoutBrain_HasNoScore()
    {
        var study = Study(Small());
        (study.Brain[0, 4, 4], study.Brain[1, 4, 4]) = (true, true);

        var slices = FindingsAggregator.Aggregate(study with { Patches = [.. Enumerable.Range(0, 3).Select(slice => new ScoredPatch(slice, 0, 0, 4, [0.9f]))] }).Slices;

        Assert.Equal([true, true, false], slices.Select(slice => slice.Score is not null));
    }

    [Fact]
    public void Aggregate_OneVoxel_IsAFindingOfItsOwn()
    {
        var geometry = Small();
        var study = Study(geometry);
        study.Labels[1, 2, 3] = 1;
        study.Probabilities.Slice(1)[2 * geometry.Columns + 3] = 204;
        study.Volume[1, 2, 3] = 71;

        var finding = Assert.Single(FindingsAggregator.Aggregate(study, minimumMl: 0).Findings);

        Assert.Equal("F1", finding.Id);
        Assert.Equal(0.8, finding.Score, 6);
        Assert.Equal(geometry.VoxelMl(1), finding.VolumeMl, 12);
        Assert.Equal(geometry.ToPatient(1, 2, 3), finding.CentroidMm);
        Assert.Equal(new SliceRange(1, 1), finding.Slices);
        Assert.Equal(1, finding.LongestDiameterMm, 9);
        Assert.Equal(71, finding.MeanHu);
    }

    [Fact]
    public void Aggregate_Specks_StayInTheVolumeButAreNotListed()
    {
        var study = Study(Small());
        (study.Labels[0, 0, 0], study.Labels[2, 5, 5]) = (1, 1);

        var findings = FindingsAggregator.Aggregate(study);

        Assert.Empty(findings.Findings);
        Assert.Equal(2, findings.Unlisted.Count);
        Assert.Equal(findings.VolumeMl, findings.Unlisted.VolumeMl, 12);
        Assert.Equal(1, findings.Slices[2].AreaMm2);
    }

    [Fact]
    public void Aggregate_AnyMask_CountsEveryVoxelOnce() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Double[0.5, 9].Array[2], Gen.Double[0, 0.05]).Sample((seed, gaps, minimumMl) =>
        {
            var study = Study(Lesions.Stack(9, 11, 0.7, 0.4, 0, gaps[0], gaps[0] + gaps[1]), "sdh", "edh", "iph", "sah-ivh");
            var random = new Random(seed);
            foreach (ref var label in study.Labels.Labels)
                label = (byte)Math.Max(0, random.Next(9) - 4);

            var findings = FindingsAggregator.Aggregate(study, minimumMl);

            var expected = MaskOf(study.Labels).VolumeMl(study.Geometry);
            Assert.Equal(expected, findings.VolumeMl, 1e-9);
            Assert.Equal(expected, findings.Classes.Sum(c => c.VolumeMl), 1e-9);
            Assert.Equal(expected, findings.Findings.Sum(f => f.VolumeMl) + findings.Unlisted.VolumeMl, 1e-9);
            Assert.Equal(findings.Findings.OrderByDescending(f => f.VolumeMl).Select(f => f.Id), findings.Findings.Select((_, i) => $"F{i + 1}"));
        }, iter: 50);

    [Fact]
    public void Aggregate_TouchingClasses_AreFindingsOfTheirOwnWithTheirOwnMeasures()
    {
        var study = Study(Small(), "sdh", "edh", "iph", "sah-ivh");
        for (var label = 1; label <= 4; label++)
            for (var column = 0; column < 6; column++)
                study.Labels[1, label, column] = (byte)label;

        var findings = FindingsAggregator.Aggregate(study, minimumMl: 0).Findings;

        Assert.Equal(["sdh", "edh", "iph", "sah-ivh"], findings.Select(f => f.Class));
        Assert.Equal([true, true, false, false], findings.Select(f => f.ThicknessMm is not null));
        Assert.Equal([false, false, true, false], findings.Select(f => f.Abc2Ml is not null));
    }

    /// <summary>R235: a model of one class has ABC/2, which every reader knows; thickness is that of a collection under the skull, which it does not tell from others.</summary>
    [Fact]
    public void Aggregate_TypeUnknown_HasAbc2AndNoThickness()
    {
        var study = Study(Small());
        for (var column = 0; column < 6; column++)
            study.Labels[1, 1, column] = 1;

        var finding = Assert.Single(FindingsAggregator.Aggregate(study, minimumMl: 0).Findings);

        Assert.Equal(HemorrhageClass.Any, finding.Class);
        Assert.Equal(finding.Abc2!.Value.Ml, finding.Abc2Ml);
        Assert.Null(finding.ThicknessMm);
    }

    [Fact]
    public void Aggregate_BallInATurnedHead_IsOnTheSideItWasPut() =>
        Gen.Select(Gen.Double[-20, 20], Gen.Double[-15, 15], Gen.Double[-20, 20], Gen.Double[-50, 50], Gen.Double[14, 40], Gen.Bool, Gen.Bool)
            .Sample((yaw, roll, tilt, y, x, left, mirrored) =>
            {
                var head = new HeadPhantom(yaw, roll, shiftMm: 12);
                var geometry = HeadPhantom.Stack(4, tilt, mirrored);
                var centre = new Vector3D(left ? x : -x, y, 15);

                var finding = Assert.Single(FindingsAggregator.Aggregate(head.Study(geometry, head.Ball(geometry, centre, 8))).Findings);

                Assert.Equal(left ? Laterality.Left : Laterality.Right, finding.Laterality);
                if (x < 38)
                    Assert.InRange((finding.CentroidMm - head.InScanner(centre)).Length, 0, 1.5);
            }, iter: 20);

    [Theory]
    [InlineData(0, Laterality.Midline)]
    [InlineData(4, Laterality.Midline)]
    [InlineData(16, Laterality.Left)]
    [InlineData(-16, Laterality.Right)]
    public void Aggregate_BallAtTheMidline_IsMidlineWhereItStraddlesIt(double x, Laterality expected)
    {
        var head = new HeadPhantom(yawDegrees: 10, rollDegrees: 5, shiftMm: 0);
        var geometry = HeadPhantom.Stack(4);

        var finding = Assert.Single(FindingsAggregator.Aggregate(head.Study(geometry, head.Ball(geometry, new Vector3D(x, 0, 20), 15))).Findings);

        Assert.Equal(expected, finding.Laterality);
    }

    [Fact]
    public void Aggregate_ThousandsOfSpecks_AreAllCounted()
    {
        var study = Study(Lesions.Stack(256, 256, 0.5, 0.5, Lesions.Even(8, 5)));
        for (var slice = 0; slice < 8; slice += 2)
            for (var row = 0; row < 256; row += 2)
                for (var column = 0; column < 256; column += 2)
                    study.Labels[slice, row, column] = 1;

        var findings = FindingsAggregator.Aggregate(study);

        Assert.Equal(4 * 128 * 128, findings.Unlisted.Count);
        Assert.Equal(4 * 128 * 128 * 0.00125, findings.VolumeMl, 6);
    }

    [Fact]
    public void Aggregate_SlicesLabelledSideBySide_GivesTheSameAsOneAfterTheOther()
    {
        var geometry = Lesions.Stack(60, 70, 0.5, 0.5, Lesions.Even(12, 3));
        var random = new Random(1);
        var probabilities = Enumerable.Range(0, 12).Select(_ => Smooth(random, 4, 60, 70)).ToArray();

        var inOrder = Labelled(study => { for (var slice = 0; slice < 12; slice++) Label(study, slice); });
        var sideBySide = Labelled(study => Parallel.For(0, 12, slice => Label(study, 11 - slice)));

        Assert.NotEmpty(inOrder.Findings);
        Assert.Equal(JsonSerializer.Serialize(inOrder), JsonSerializer.Serialize(sideBySide));

        void Label(LabelledStudy study, int slice) => SliceLabeler.Label(
            probabilities[slice], study.Brain.Slice(slice), 70, study.Labels.Slice(slice), study.Probabilities.Slice(slice));

        StudyFindings Labelled(Action<LabelledStudy> label)
        {
            var study = Study(geometry, "sdh", "edh", "iph", "sah-ivh");
            for (var pixel = 0; pixel < 12 * 60 * 70; pixel++)
                study.Brain[pixel / 4200, pixel / 70 % 60, pixel % 70] = true;
            label(study);
            return FindingsAggregator.Aggregate(study);
        }
    }

    /// <summary>Class probabilities that vary slowly, so that lesions of some size come about.</summary>
    private static float[] Smooth(Random random, int classes, int rows, int columns)
    {
        var phases = Enumerable.Range(0, classes).Select(_ => random.NextSingle() * 6).ToArray();
        var result = new float[classes * rows * columns];
        for (var i = 0; i < result.Length; i++)
            result[i] = 0.125f * (1 + MathF.Sin(i / columns % rows * 0.2f + phases[i / columns / rows]) * MathF.Cos(i % columns * 0.15f));
        return result;
    }

    private static VolumeGeometry Small() => Lesions.Stack(8, 10, 1, 1, 0, 2, 4);

    private static LabelledStudy Study(VolumeGeometry geometry, params string[] classes)
    {
        classes = classes.Length == 0 ? [HemorrhageClass.Any] : classes;
        var scores = Enumerable.Repeat(0.9f, classes.Length == 1 ? 1 : 1 + classes.Length).ToArray();
        return new LabelledStudy(
            new CtVolume(geometry), new VoxelMask(geometry), new LabelVolume(geometry), new ProbabilityMap(geometry),
            [new ScoredPatch(0, 0, 0, 4, scores)], AsAcquired.Placement(geometry), classes);
    }

    private static VoxelMask MaskOf(LabelVolume labels)
    {
        var mask = new VoxelMask(labels.Geometry);
        for (var i = 0; i < labels.Labels.Length; i++)
            mask[i / labels.Geometry.SliceLength, i / labels.Geometry.Columns % labels.Geometry.Rows, i % labels.Geometry.Columns] = labels.Labels[i] > 0;
        return mask;
    }
}
