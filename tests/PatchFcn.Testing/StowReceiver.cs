using System.Net;
using System.Text;

namespace PatchFcn.Testing;

/// <summary>A DICOMweb server that takes objects by STOW-RS on loopback, as far as it is told to.</summary>
public sealed class StowReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _work;
    private readonly Func<int, (int Status, string Body)> _answer;

    /// <param name="answer">What it answers to the request of this number, from 1; what it answers with 200 it keeps.</param>
    public StowReceiver(Func<int, (int Status, string Body)> answer)
    {
        _answer = answer;
        var root = $"http://127.0.0.1:{Ports.Free()}/dicom-web/";
        Address = new Uri(root.TrimEnd('/'));
        _listener.Prefixes.Add(root);
        _listener.Start();
        _work = ReceiveAsync();
    }

    /// <summary>Root of its services.</summary>
    public Uri Address { get; }

    /// <summary>Requests, whatever became of them: path, content type and Authorization header.</summary>
    public List<(string Path, string? ContentType, string? Authorization)> Requests { get; } = [];

    /// <summary>The objects it has taken.</summary>
    public List<byte[]> Taken { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _work;
        _listener.Close();
    }

    private async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                // It has been stopped.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        context.Request.InputStream.CopyTo(body);
        Requests.Add((context.Request.Url!.AbsolutePath, context.Request.ContentType, context.Request.Headers["Authorization"]));
        var (status, text) = _answer(Requests.Count);
        if (status == 200)
            Taken.Add(OnlyPart(body.ToArray(), context.Request.ContentType!));
        context.Response.StatusCode = status;
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }

    private static byte[] OnlyPart(byte[] body, string contentType)
    {
        var boundary = contentType.Split("boundary=")[1].Split(';')[0].Trim('"');
        var start = body.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var end = body.AsSpan(start).LastIndexOf(Encoding.ASCII.GetBytes($"\r\n--{boundary}--"));
        return body[start..(start + end)];
    }
}
