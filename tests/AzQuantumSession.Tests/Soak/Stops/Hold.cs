using System.Globalization;

namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>A request that a proxy holds.</summary>
/// <param name="Number">The number of the request, from 1; 0 for no request.</param>
/// <param name="Kind">Where to hold it.</param>
internal sealed record Hold(int Number, HoldKind Kind)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Hold None { get; } = new(0, HoldKind.After);

    /// <summary>The status of the response with <see cref="HoldKind.Retry"/>.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The value of Retry-After, in seconds.</summary>
    public string RetryAfter => (Status == 429 ? 1 : 300).ToString(CultureInfo.InvariantCulture);

    /// <summary>Completes when the request is where it is held, or else when the response is sent.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the request continue.</summary>
    public void Release() => _released.TrySetResult();

    public void SetReached() => _reached.TrySetResult();

    /// <summary>Holds the request until it is released.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        SetReached();
        return _released.Task.WaitAsync(cancellationToken);
    }
}

/// <summary>Where a request is held.</summary>
internal enum HoldKind
{
    /// <summary>The request is not held, and only its end is observed.</summary>
    After,

    /// <summary>Before the service receives the request.</summary>
    Request,

    /// <summary>In the middle of the body of the response, or before a response without a body.</summary>
    Body,

    /// <summary>The service did not receive the request, and the client waits before it tries again.</summary>
    Retry,
}
