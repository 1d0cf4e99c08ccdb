namespace PatchFcn.Dicom.Codecs;

/// <summary>Sorts the gradients around a sample into nine classes, -4 to 4, of which three make a context (ITU-T T.87 A.3.3 and A.3.4).</summary>
internal sealed class JpegLsGradients
{
    /// <summary>Contexts with one sign, the flat one included, whose samples are coded as runs.</summary>
    public const int Contexts = (Classes * Classes * Classes + 1) / 2;

    private const int Classes = 9;

    private readonly int _most;
    private readonly sbyte[] _classes;

    public JpegLsGradients(JpegLsParameters parameters)
    {
        _most = parameters.Threshold3;
        _classes = new sbyte[2 * _most + 1];
        for (var i = 0; i <= _most; i++)
        {
            var step = i == 0 ? 0 : i < parameters.Threshold1 ? 1 : i < parameters.Threshold2 ? 2 : i < parameters.Threshold3 ? 3 : 4;
            _classes[_most + i] = (sbyte)step;
            _classes[_most - i] = (sbyte)-step;
        }
    }

    /// <summary>
    /// The context of three classes of gradients; where the first that is not flat falls, it is that of the opposite gradients, and negative: all errors change their sign.
    /// </summary>
    public static int ContextOf(int first, int second, int third) => (first * Classes + second) * Classes + third;

    /// <summary>The class of a gradient.</summary>
    public int ClassOf(int gradient) => _classes[Math.Clamp(gradient, -_most, _most) + _most];
}
