using System.Runtime.ExceptionServices;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>
/// Processes the items of a command side by side, and writes the output of each item as a whole. In a command, everything runs on the
/// pipeline thread: while an item waits for a response, the others continue.
/// </summary>
/// <param name="output">The output of the command.</param>
/// <param name="limit">The maximum number of items that are started and not yet written. A single item writes directly.</param>
/// <param name="cancellationToken">Cancels the items.</param>
internal sealed class ConcurrentItems(ICmdletOutput output, int limit, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<Task> _running = [];
    private Task _last = Task.CompletedTask;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Whether the output has the order of the items. Otherwise, each item is written when it is complete.</summary>
    public bool InOrder { get; init; } = true;

    /// <summary>Is canceled when the command is stopped, or an item fails.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Starts an item, and waits while the maximum number of items is started.</summary>
    /// <param name="work">
    /// Processes the item, and reports its errors. An exception ends the command, after the output of the items before it.
    /// </param>
    public async Task AddAsync(Func<ICmdletOutput, CancellationToken, Task> work)
    {
        ThrowIfFailed();
        if (limit == 1)
        {
            await work(output, _stop.Token);
            return;
        }

        _last = RunAsync(work, InOrder ? _last : Task.CompletedTask);
        _running.Add(_last);
        await WaitAsync(limit - 1);
    }

    /// <summary>Waits until all items are written.</summary>
    public Task CompleteAsync() => WaitAsync(0);

    /// <summary>Throws the exception of the item that ended the command.</summary>
    public void ThrowIfFailed() => _failure?.Throw();

    /// <summary>Cancels the items, and waits until none of them is running.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    // Never throws: the caller may be waiting for something else than the item.
    private async Task RunAsync(Func<ICmdletOutput, CancellationToken, Task> work, Task previous)
    {
        var deferred = new DeferredOutput(output);
        ClientHost.Current = ClientHost.Current is { } host ? new DeferredClientHost(host, deferred) : null;
        Task item = work(deferred, _stop.Token);
        await item.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await previous;
        if (_failure is not null)
        {
            return;
        }

        try
        {
            deferred.WriteTo(output);
            await item;
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            await _stop.CancelAsync();
        }
    }

    private async Task WaitAsync(int maxRunning)
    {
        _running.RemoveAll(static item => item.IsCompleted);
        while (_running.Count > maxRunning && _failure is null)
        {
            await Task.WhenAny(_running);
            _running.RemoveAll(static item => item.IsCompleted);
        }

        ThrowIfFailed();
    }
}
