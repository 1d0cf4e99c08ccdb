using CsCheck;
using PatchFcn.Core.Volumes.Resampling;

namespace PatchFcn.Core.Tests.Resampling;

public sealed class AxisFilterTests
{
    private static readonly Gen<AxisFilter> Filters = Gen.Select(Gen.Int[1, 80], Gen.Int[1, 80]).Select((from, to) => new AxisFilter(from, to));

    [Fact]
    public void At_AnySizes_WeightsLieWithinAndAddUpToOne() => Filters.Sample(filter =>
        Enumerable.Range(0, filter.To).All(target =>
        {
            var weights = filter.At(target, out var first);
            return first >= 0 && first + weights.Length <= filter.From && Math.Abs(weights.ToArray().Sum() - 1) < 1e-5;
        }));

    [Fact]
    public void At_EqualSizes_IsTheIdentity() => Gen.Int[1, 80].Sample(size =>
    {
        var filter = new AxisFilter(size, size);
        return Enumerable.Range(0, size).All(target => Apply(filter, Enumerable.Range(0, size).Select(i => i == target ? 1.0 : 0).ToArray())[target] == 1);
    });

    [Fact]
    public void At_Ramp_StaysTheRampAwayFromTheEnds() => Gen.Select(Gen.Int[20, 80], Gen.Int[20, 80]).Sample((from, to) =>
    {
        var scale = (double)from / to;
        var ramp = Apply(new AxisFilter(from, to), [.. Enumerable.Range(0, from).Select(i => (double)i)]);
        var margin = (int)Math.Ceiling(Math.Max(1, 1 / scale)) + 1;
        return Enumerable.Range(margin, Math.Max(0, to - 2 * margin)).All(i => Math.Abs(ramp[i] - ((i + 0.5) * scale - 0.5)) < 0.3 * Math.Max(1, scale));
    });

    [Fact]
    public void TargetsOf_AnyRange_HoldsEveryTargetThatReadsFromIt() =>
        Gen.Select(Filters, Gen.Int[0, 79], Gen.Int[0, 79]).Where(test => test.Item2 < test.Item1.From && test.Item3 < test.Item1.From).Sample((filter, a, b) =>
        {
            var (start, end) = (Math.Min(a, b), Math.Max(a, b) + 1);
            var (first, last) = filter.TargetsOf(start, end);
            return Enumerable.Range(0, filter.To).All(target => first <= target && target < last || !ReadsFrom(filter, target, start, end));
        });

    private static bool ReadsFrom(AxisFilter filter, int target, int start, int end)
    {
        var weights = filter.At(target, out var first);
        for (var tap = 0; tap < weights.Length; tap++)
            if (weights[tap] > 0 && first + tap >= start && first + tap < end)
                return true;
        return false;
    }

    private static double[] Apply(AxisFilter filter, double[] values) => [.. Enumerable.Range(0, filter.To).Select(target =>
    {
        var weights = filter.At(target, out var first).ToArray();
        return weights.Select((weight, tap) => weight * values[first + tap]).Sum();
    })];
}
