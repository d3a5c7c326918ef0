namespace AzQuantumSession.Tests.Soak.Stops;

/// <summary>When a command is stopped.</summary>
/// <param name="Kind">The kind of the phase.</param>
/// <param name="Number">The number of the request, from 1; 0 for a phase without a request.</param>
internal sealed record StopPhase(StopPhaseKind Kind, int Number = 0)
{
    /// <summary>Whether the command can end, or send another request, before the stop arrives.</summary>
    public bool IsRacing => Kind == StopPhaseKind.After;

    public override string ToString() => Number == 0 ? $"{Kind}" : $"{Kind} {Number}";
}

/// <summary>The kinds of phases.</summary>
internal enum StopPhaseKind
{
    /// <summary>The command has begun, and waits for its input.</summary>
    Before,

    /// <summary>A request is on its way to the service.</summary>
    Request,

    /// <summary>A response is on its way to the client.</summary>
    Body,

    /// <summary>The command waits before it sends a request again.</summary>
    Retry,

    /// <summary>A response has arrived: the command processes it, sends the next request, or waits for the next poll.</summary>
    After,

    /// <summary>The host shows the prompt of <c>-Confirm</c>, and the user has not chosen.</summary>
    Prompt,

    /// <summary>The script block of the command runs.</summary>
    Block,

    /// <summary>The next command of the pipeline processes an object.</summary>
    Output,
}
