using System.Collections.Concurrent;

namespace AzQuantumSession.Tests.Support;

/// <summary>The host of the client in the current test, until it is disposed.</summary>
internal sealed class RecordingClientHost : IClientHost, IDisposable
{
    private readonly Action<string>? _onVerbose;
    private readonly string? _token;
    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>Sets the host.</summary>
    /// <param name="onVerbose">Receives the lines of the request log; null to ignore them.</param>
    /// <param name="token">The token of the signed-in account; null if no account is signed in.</param>
    public RecordingClientHost(Action<string>? onVerbose = null, string? token = null)
    {
        _onVerbose = onVerbose;
        _token = token;
        ClientHost.Current = this;
    }

    public List<(string Resource, string? TenantId)> TokenRequests { get; } = [];

    public Task<AccountToken?> GetTokenAsync(string resource, string? tenantId, CancellationToken cancellationToken)
    {
        TokenRequests.Add((resource, tenantId));
        return Task.FromResult(_token is null ? null : new AccountToken(ClientFixture.Secret(_token), DateTimeOffset.MaxValue));
    }

    public void ShowSignIn(string message) => throw new NotSupportedException();

    /// <summary>The warnings, in order.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    public void WriteWarning(string message)
    {
        _warnings.Enqueue(message);
        OnWarning?.Invoke();
    }

    public void WriteDelayWarning(string message, DateTimeOffset end) => WriteWarning(message);

    /// <summary>Called after each warning; null to do nothing.</summary>
    public Action? OnWarning { get; init; }

    public bool IsVerbose => _onVerbose is not null;

    public void WriteVerbose(string line) => _onVerbose?.Invoke(line);

    public void Dispose() => ClientHost.Current = null;
}
