using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace PatchFcn.Fuzz.Http;

/// <summary>Connections of Kestrel in memory, in place of sockets: what it reads and how it reads it is as in <c>watch</c>.</summary>
internal sealed class MemoryTransport : IConnectionListenerFactory, IConnectionListener
{
    /// <summary>A server that has not closed by then never will.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<ConnectionContext> _waiting = Channel.CreateUnbounded<ConnectionContext>();

    public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, 80);

    /// <summary>Sends some bytes over a connection of their own and reads until the server closes it.</summary>
    /// <param name="request">The bytes.</param>
    /// <param name="answering">Time for the server to answer and close. Then the client says that no more comes, which ends what waits for more.</param>
    /// <exception cref="TimeoutException">The server does not close even then.</exception>
    public async Task<byte[]> AskAsync(byte[] request, TimeSpan answering)
    {
        Pipe requests = new(new PipeOptions(pauseWriterThreshold: 0)), answers = new(new PipeOptions(pauseWriterThreshold: 0));
        await requests.Writer.WriteAsync(request);
        await _waiting.Writer.WriteAsync(new Connection(new Ends(requests.Reader, answers.Writer), new Ends(answers.Reader, requests.Writer)));
        using var answer = new MemoryStream();
        var reading = answers.Reader.CopyToAsync(answer);
        // A client that closes at once is taken for one that has left: a request with a body is dropped then.
        await Task.WhenAny(reading, Task.Delay(answering));
        await requests.Writer.CompleteAsync();
        await reading.WaitAsync(Patience);
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

    /// <summary>The server disposes of it when it has answered.</summary>
    private sealed class Connection(Ends server, Ends client) : DefaultConnectionContext("fuzz", server, client)
    {
        public override async ValueTask DisposeAsync()
        {
            await server.Input.CompleteAsync();
            await server.Output.CompleteAsync();
            // The base would forget the connection, which Kestrel may still abort.
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
