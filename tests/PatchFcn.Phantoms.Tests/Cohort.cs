using System.Numerics;
using PatchFcn.Core;
using PatchFcn.Phantoms.Anatomy;
using PatchFcn.Phantoms.Bleeds;
using PatchFcn.Phantoms.Scanner;

namespace PatchFcn.Phantoms.Tests;

/// <summary>Phantoms that several tests look at, at a resolution that is quick to make: 20 seeds with a bleed, four of each type, and the same seeds without.</summary>
internal static class Cohort
{
    internal static readonly PhantomOptions Options = new() { MatrixSize = 128, SliceSpacingMm = 5 };

    private static readonly BleedChoice[] Types = [BleedChoice.Sdh, BleedChoice.Edh, BleedChoice.Iph, BleedChoice.Sah, BleedChoice.Ivh];
    private static readonly Lazy<IReadOnlyList<Phantom>> WithBleeds = new(() => [.. Seeds().Select(seed => Create(seed, Types[(int)seed % Types.Length]))]);
    private static readonly Lazy<IReadOnlyList<Phantom>> WithoutBleeds = new(() => [.. Seeds().Select(seed => Create(seed, BleedChoice.None))]);

    internal static IReadOnlyList<Phantom> Positive => WithBleeds.Value;

    internal static IReadOnlyList<Phantom> Negative => WithoutBleeds.Value;

    internal static Phantom Create(ulong seed, BleedChoice bleed) =>
        Phantom.Create(PhantomSpec.Draw(seed, Options with { Bleed = bleed }), TestContext.Current.CancellationToken);

    /// <summary>Head coordinates of a voxel's centre, mapped to the mean head.</summary>
    internal static Func<int, int, int, Vector3> ToMeanHead(Phantom phantom)
    {
        var anatomy = new HeadAnatomy(phantom.Spec.Anatomy, new MassEffect(phantom.Spec.Bleeds));
        var (pose, shift) = (new HeadPose(phantom.Spec.Pose), phantom.Spec.Pose);
        return (slice, row, column) =>
        {
            var p = phantom.Ct.Geometry.ToPatient(slice, row, column);
            return anatomy.ToMeanHead(pose.ToHead(new Vector3((float)(p.X - shift.ShiftX), (float)(p.Y - shift.ShiftY), (float)(p.Z - shift.ShiftZ))));
        };
    }

    /// <summary>Every voxel of the truth with its place in the mean head.</summary>
    internal static IEnumerable<(byte Label, short Hu, Vector3 At)> Blood(Phantom phantom)
    {
        var toMeanHead = ToMeanHead(phantom);
        foreach (var (slice, row, column) in Voxels(phantom))
            if (phantom.Truth[slice, row, column] is > 0 and var label)
                yield return (label, phantom.Ct[slice, row, column], toMeanHead(slice, row, column));
    }

    /// <summary>Every voxel whose centre lies in some part of the mean head.</summary>
    internal static IEnumerable<(int Slice, int Row, int Column)> Within(Phantom phantom, Predicate<Vector3> inMeanHead)
    {
        var toMeanHead = ToMeanHead(phantom);
        return Voxels(phantom).Where(voxel => inMeanHead(toMeanHead(voxel.Slice, voxel.Row, voxel.Column)));
    }

    /// <summary>Densities of the voxels whose centres lie in some part of the mean head, HU.</summary>
    internal static IEnumerable<double> Densities(Phantom phantom, Predicate<Vector3> inMeanHead) =>
        Within(phantom, inMeanHead).Select(voxel => (double)phantom.Ct[voxel.Slice, voxel.Row, voxel.Column]);

    /// <summary>The middle one of some values; there must be one.</summary>
    internal static double Median(IEnumerable<double> values)
    {
        var all = values.ToArray();
        Assert.NotEmpty(all);
        return Statistics.Median(all);
    }

    private static IEnumerable<(int Slice, int Row, int Column)> Voxels(Phantom phantom)
    {
        var geometry = phantom.Ct.Geometry;
        for (var slice = 0; slice < geometry.SliceCount; slice++)
            for (var row = 0; row < geometry.Rows; row++)
                for (var column = 0; column < geometry.Columns; column++)
                    yield return (slice, row, column);
    }

    private static IEnumerable<ulong> Seeds() => Enumerable.Range(100, 20).Select(seed => (ulong)seed);
}
