using System.Net;

namespace PatchFcn.Testing;

/// <summary>An HTTP server on loopback that takes one request after the other.</summary>
public abstract class LoopbackReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _work;

    /// <param name="path">Where it listens, without slashes around it.</param>
    protected LoopbackReceiver(string path)
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/{path}");
        _listener.Prefixes.Add(Address.AbsoluteUri + "/");
        _listener.Start();
        _work = ReceiveAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        // A request that is waited for from the moment on in which the listener stops would be waited for without end.
        await _stopping.CancelAsync();
        _listener.Stop();
        await _work;
        _listener.Close();
        _stopping.Dispose();
    }

    /// <summary>Takes a request and fills in the response, which is 200 where nothing else is said.</summary>
    protected abstract void Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response);

    private async Task ReceiveAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                Answer(await _listener.GetContextAsync().WaitAsync(_stopping.Token));
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
            {
                // The sender was killed in the middle, or the receiver has been stopped.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        context.Request.InputStream.CopyTo(body);
        Answer(context.Request, body.ToArray(), context.Response);
        context.Response.Close();
    }
}
