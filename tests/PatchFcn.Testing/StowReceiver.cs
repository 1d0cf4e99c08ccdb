using System.Net;
using System.Text;

namespace PatchFcn.Testing;

/// <summary>A DICOMweb server that takes objects by STOW-RS, as far as it is told to.</summary>
/// <param name="answer">What it answers to the request of this number, from 1; what it answers with 200 it keeps.</param>
public sealed class StowReceiver(Func<int, (int Status, string Body)> answer) : LoopbackReceiver("dicom-web")
{
    /// <summary>Requests, whatever became of them: path, content type and Authorization header.</summary>
    public List<(string Path, string? ContentType, string? Authorization)> Requests { get; } = [];

    /// <summary>The objects it has taken.</summary>
    public List<byte[]> Taken { get; } = [];

    protected override void Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response)
    {
        Requests.Add((request.Url!.AbsolutePath, request.ContentType, request.Headers["Authorization"]));
        var (status, text) = answer(Requests.Count);
        if (status == 200)
            Taken.Add(OnlyPart(body, request.ContentType!));
        response.StatusCode = status;
        response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static byte[] OnlyPart(byte[] body, string contentType)
    {
        var boundary = contentType.Split("boundary=")[1].Split(';')[0].Trim('"');
        var start = body.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var end = body.AsSpan(start).LastIndexOf(Encoding.ASCII.GetBytes($"\r\n--{boundary}--"));
        return body[start..(start + end)];
    }
}
