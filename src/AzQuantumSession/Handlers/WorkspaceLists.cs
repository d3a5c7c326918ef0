using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AzQuantumSession.Connections;
using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>Reads the same list in several workspaces at the same time, and returns it workspace by workspace.</summary>
/// <param name="output">Receives the errors of the workspaces.</param>
/// <param name="resolver">Connects the workspaces.</param>
/// <param name="workspaces">The workspaces; empty for the default workspace. A workspace that occurs twice is read once.</param>
internal sealed class WorkspaceLists(ICmdletOutput output, WorkspaceResolver resolver, IEnumerable<QuantumWorkspace> workspaces)
{
    private const int MaxConcurrentWorkspaces = 8;

    private readonly QuantumWorkspace[] _workspaces = [.. workspaces.DistinctBy(workspace => workspace.Id, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether there is more than one workspace.</summary>
    public bool HasSeveral => _workspaces.Length > 1;

    /// <summary>The workspaces as they appear in a sentence.</summary>
    public string Description => HasSeveral ? "the specified workspaces" : resolver.Describe(_workspaces.FirstOrDefault(), null);

    /// <summary>Whether a workspace could not be listed, so that the lists are not complete.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>
    /// Reads the lists. With several workspaces, the failure of a workspace is written as an error, and the other workspaces are still
    /// listed. With one workspace, the failure is thrown.
    /// </summary>
    /// <param name="list">Reads the list of a workspace.</param>
    /// <param name="limit">The maximum number of items of a workspace that are needed; null for all items.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public IAsyncEnumerable<T> ReadAsync<T>(
        Func<IWorkspaceClient, IAsyncEnumerable<T>> list, int? limit, CancellationToken cancellationToken) => HasSeveral
            ? ReadAllAsync(list, limit, cancellationToken)
            : ReadOneAsync(_workspaces.FirstOrDefault(), list, cancellationToken);

    private async IAsyncEnumerable<T> ReadOneAsync<T>(
        QuantumWorkspace? workspace,
        Func<IWorkspaceClient, IAsyncEnumerable<T>> list,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IWorkspaceClient client = await resolver.ResolveAsync(workspace, null, cancellationToken);
        await foreach (T item in list(client).WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }

    private void WriteFailure(Exception error, QuantumWorkspace workspace)
    {
        HasFailed = true;
        output.WriteError(ErrorMapper.ToError(error, workspace));
    }

    private async IAsyncEnumerable<T> ReadAllAsync<T>(
        Func<IWorkspaceClient, IAsyncEnumerable<T>> list,
        int? limit,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(MaxConcurrentWorkspaces);
        Channel<T>[] channels = [.. _workspaces.Select(_ => Channel.CreateUnbounded<T>())];
        Task<Exception?>[] reads = [.. _workspaces.Zip(channels, (workspace, channel) => ReadToAsync(workspace, channel.Writer))];
        try
        {
            for (int i = 0; i < _workspaces.Length; i++)
            {
                await foreach (T item in channels[i].Reader.ReadAllAsync(cancellationToken))
                {
                    yield return item;
                }

                if (await reads[i] is { } error)
                {
                    WriteFailure(error, _workspaces[i]);
                }
            }
        }
        finally
        {
            // No request may outlive the enumeration, also if the caller stops enumerating early.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(reads)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        async Task<Exception?> ReadToAsync(QuantumWorkspace workspace, ChannelWriter<T> writer)
        {
            try
            {
                await slots.WaitAsync(stop.Token);
                try
                {
                    int count = 0;
                    await foreach (T item in ReadOneAsync(workspace, list, stop.Token))
                    {
                        writer.TryWrite(item);
                        if (++count == limit)
                        {
                            break;
                        }
                    }

                    return null;
                }
                finally
                {
                    slots.Release();
                }
            }
            catch (Exception e) when (e is QuantumServiceException or CmdletException or InvalidWorkspaceException)
            {
                return e;
            }
            finally
            {
                writer.Complete();
            }
        }
    }
}
