namespace PatchFcn.Phantoms.Randomness;

/// <summary>Sine and cosine from plain arithmetic: the library's may differ in the last bit from one machine to the next, and same seed means same bytes.</summary>
internal static class ExactMath
{
    /// <summary>Sine of an angle in degrees, between -180 and 180.</summary>
    internal static double SinDegrees(double degrees)
    {
        var x = degrees * (Math.PI / 180);
        var square = x * x;
        var (term, sum) = (x, x);
        for (var n = 3; n <= 27; n += 2)
        {
            term *= -square / (n * (n - 1));
            sum += term;
        }
        return sum;
    }

    /// <summary>Cosine of an angle in degrees, between -180 and 180.</summary>
    internal static double CosDegrees(double degrees)
    {
        var half = SinDegrees(degrees / 2);
        return 1 - 2 * half * half;
    }
}
