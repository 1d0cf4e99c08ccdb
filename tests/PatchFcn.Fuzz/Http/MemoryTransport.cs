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

    /// <summary>Sends some bytes over a connection of their own and reads until the server closes it. Where it has used them up and waits for more, the client says that no more comes.</summary>
    /// <param name="request">The bytes.</param>
    /// <exception cref="TimeoutException">The server neither waits for more nor closes.</exception>
    public async Task<byte[]> AskAsync(byte[] request)
    {
        Pipe requests = new(new PipeOptions(pauseWriterThreshold: 0)), answers = new(new PipeOptions(pauseWriterThreshold: 0));
        await requests.Writer.WriteAsync(request);
        var input = new WatchedReader(requests.Reader);
        await _waiting.Writer.WriteAsync(new Connection(new Ends(input, answers.Writer), new Ends(answers.Reader, requests.Writer)));
        using var answer = new MemoryStream();
        var reading = answers.Reader.CopyToAsync(answer);
        // A client that closes sooner is taken for one that has left: a request with a body is dropped then.
        await Task.WhenAny(reading, input.UsedUp).WaitAsync(Patience);
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

    /// <summary>What the server reads from, which tells when it waits.</summary>
    private sealed class WatchedReader(PipeReader reader) : PipeReader
    {
        private readonly TaskCompletionSource _usedUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when the server waits for more than there is.</summary>
        public Task UsedUp => _usedUp.Task;

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var reading = reader.ReadAsync(cancellationToken);
            if (!reading.IsCompleted)
                _usedUp.TrySetResult();
            return reading;
        }

        public override bool TryRead(out ReadResult result) => reader.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => reader.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => reader.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => reader.CancelPendingRead();

        public override void Complete(Exception? exception = null) => reader.Complete(exception);
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
