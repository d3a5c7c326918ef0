using System.Globalization;
using System.Text;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>Responds to the requests of an iteration. One of the responses is hostile, and the others are valid.</summary>
/// <param name="server">The server.</param>
/// <param name="random">The random numbers.</param>
/// <param name="hostileRequest">The number of the request with the hostile response, from 1.</param>
/// <param name="isRepeated">Whether each later request for the same resource also has the hostile response.</param>
internal sealed class HostileResponder(RawServer server, Random random, int hostileRequest, bool isRepeated)
{
    private const int MaxShownBody = 4000;

    private readonly ValidService _service = new(server.Endpoint)
    {
        Result = ValidService.Results[random.Next(ValidService.Results.Count)],
        Kind = random.Next(2) == 0 ? "V1" : "V2",
    };

    // Requests can overlap, and each must have the same random numbers in each run.
    private readonly int _seed = random.Next();
    private int _requests;
    private string? _path;
    private RawResponse? _hostile;
    private long _allocatedBytes;

    /// <summary>Whether only the content is hostile, so that the client never waits.</summary>
    public bool IsBodyOnly { get; init; }

    /// <summary>The number of hostile responses.</summary>
    public int HostileBodies { get; private set; }

    /// <summary>Whether the hostile response asks for fewer requests.</summary>
    public bool IsThrottling => _hostile?.Status.StartsWith("429", StringComparison.Ordinal) is true;

    /// <summary>The memory that the creation of the responses took.</summary>
    public long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    /// <summary>Starts to respond.</summary>
    public void Start() => server.Responder = Respond;

    /// <summary>Returns the hostile response, for the message of a failure.</summary>
    public string Describe()
    {
        if (_hostile is not { } hostile)
        {
            return "No response was hostile.";
        }

        string body = Encoding.Latin1.GetString(hostile.Body.AsSpan(0, Math.Min(hostile.Body.Length, MaxShownBody)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The response to request {hostileRequest}, {_path} ({hostile.Framing}, {hostile.Body.Length} bytes):{Environment.NewLine}{Encoding.Latin1.GetString(hostile.CreateHead())}{body}");
    }

    private RawResponse Respond(RawRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        RawResponse response = Choose(request);
        Interlocked.Add(ref _allocatedBytes, GC.GetAllocatedBytesForCurrentThread() - before);
        return response;
    }

    private RawResponse Choose(RawRequest request)
    {
        int number = Interlocked.Increment(ref _requests);
        RawResponse valid = _service.Respond(request);
        if (number == hostileRequest)
        {
            _path = request.Path;
            _hostile = new ResponseMutator(new Random(_seed), server.Endpoint, IsBodyOnly).Mutate(valid);
        }
        else if (!isRepeated || request.Path != _path || _hostile is null)
        {
            return valid;
        }

        HostileBodies++;
        return _hostile;
    }
}
