using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace PatchFcn.Fuzz.Http;

/// <summary>Connections of Kestrel in memory, in place of sockets: what it reads and how it reads it is as in <c>watch</c>.</summary>
internal sealed class MemoryTransport : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _waiting = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    /// <summary>Sends some bytes over a connection of their own, says that no more come, and reads until the server closes it.</summary>
    public async Task<byte[]> AskAsync(byte[] request)
    {
        Pipe requests = new(new PipeOptions(pauseWriterThreshold: 0)), answers = new(new PipeOptions(pauseWriterThreshold: 0));
        await requests.Writer.WriteAsync(request);
        await requests.Writer.CompleteAsync();
        await using var connection = new DefaultConnectionContext("fuzz", new Ends(requests.Reader, answers.Writer), new Ends(answers.Reader, requests.Writer));
        await _waiting.Writer.WriteAsync(connection);
        using var answer = new MemoryStream();
        await answers.Reader.CopyToAsync(answer);
        return answer.ToArray();
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        EndPoint = endpoint;
        return ValueTask.FromResult<IConnectionListener>(this);
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _waiting.Reader.WaitToReadAsync(cancellationToken) && _waiting.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _waiting.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
