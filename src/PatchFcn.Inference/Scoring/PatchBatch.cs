using Microsoft.ML.OnnxRuntime;

namespace PatchFcn.Inference.Scoring;

/// <summary>
/// Memory for one batch of patches on its way through the network, pinned and used again and again: the network reads its input and writes its outputs in place.
/// </summary>
internal sealed class PatchBatch : IDisposable
{
    private readonly float[] _slices;
    private readonly float[] _pixels;
    private readonly float[] _scores;
    private readonly int _size;

    public PatchBatch(int size, int channels, int patch, int classes, int scores)
    {
        _size = size;
        _slices = new float[size * channels * patch * patch];
        _pixels = new float[size * classes * patch * patch];
        _scores = new float[size * scores];
        Inputs = [OrtValue.CreateTensorValueFromMemory(_slices, [size, channels, patch, patch])];
        Outputs = [OrtValue.CreateTensorValueFromMemory(_pixels, [size, classes, patch, patch]), OrtValue.CreateTensorValueFromMemory(_scores, [size, scores])];
    }

    /// <summary>The tensor <c>slices</c>.</summary>
    public OrtValue[] Inputs { get; }

    /// <summary>The tensors <c>pixel</c> and <c>patch</c>.</summary>
    public OrtValue[] Outputs { get; }

    /// <summary>The input of one patch; axis order channel, row, column.</summary>
    public Span<float> Slices(int item) => Item(_slices, item);

    /// <summary>The pixel predictions of one patch; axis order class, row, column.</summary>
    public Span<float> Pixels(int item) => Item(_pixels, item);

    /// <summary>The scores of one patch.</summary>
    public Span<float> Scores(int item) => Item(_scores, item);

    public void Dispose()
    {
        foreach (var value in (OrtValue[])[.. Inputs, .. Outputs])
            value.Dispose();
    }

    private Span<float> Item(float[] values, int item) => values.AsSpan(item * (values.Length / _size), values.Length / _size);
}
