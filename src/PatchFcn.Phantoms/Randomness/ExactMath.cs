namespace PatchFcn.Phantoms.Randomness;

/// <summary>Sine, cosine and exponential from plain arithmetic: the library's may differ in the last bit from one machine to the next, and same seed means same bytes (on processors of one kind: <see cref="Phantom.Create"/>).</summary>
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

    /// <summary>e to the power of <paramref name="x"/>: a short series for x / 2^n, squared n times.</summary>
    internal static double Exp(double x)
    {
        var halvings = 0;
        for (; Math.Abs(x) > 0.1; halvings++)
            x /= 2;
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; n < 10; n++)
        {
            term *= x / n;
            sum += term;
        }
        for (; halvings > 0; halvings--)
            sum *= sum;
        return sum;
    }
}
