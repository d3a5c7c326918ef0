using System.Diagnostics;
using System.Globalization;

namespace AzQuantumSession;

/// <summary>The span and the duration of one attempt of a request, with the names of the semantic conventions of OpenTelemetry.</summary>
internal sealed class RequestTrace
{
    private const int FirstErrorStatus = 400;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly Activity? _activity;
    private int? _status;
    private string? _errorType;

    private RequestTrace(string name, KeyValuePair<string, object?>[] tags)
    {
        _tags = tags;
        _activity = Telemetry.Source.StartActivity(name, ActivityKind.Client, parentContext: default, tags);
    }

    /// <summary>Whether anyone listens.</summary>
    public static bool IsEnabled => Telemetry.Source.HasListeners() || Telemetry.RequestDuration.Enabled;

    /// <summary>Starts an attempt.</summary>
    /// <param name="method">The method.</param>
    /// <param name="host">The host of the URI.</param>
    /// <param name="port">The port of the URI.</param>
    /// <param name="template">The path without the values in it; null if it is unknown. The URI itself contains ids, names, and signatures.</param>
    /// <param name="resendCount">The number of attempts before this one.</param>
    public static RequestTrace Start(string method, string host, int port, string? template, int resendCount)
    {
        List<KeyValuePair<string, object?>> tags =
        [
            new("http.request.method", method),
            new("server.address", host),
            new("server.port", port),
        ];
        if (template is not null)
        {
            tags.Add(new("url.template", template));
        }

        var trace = new RequestTrace(template is null ? method : $"{method} {template}", [.. tags]);
        if (resendCount > 0)
        {
            trace._activity?.SetTag("http.request.resend_count", resendCount);
        }

        return trace;
    }

    /// <summary>Records the status of the response.</summary>
    public void SetStatus(int status)
    {
        _status = status;
        _errorType = status >= FirstErrorStatus ? status.ToString(CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Records why there is no response.</summary>
    /// <param name="type">A short identifier. Never a message, which can contain inputs.</param>
    public void SetError(string type) => _errorType = type;

    /// <summary>Ends the attempt.</summary>
    public void Stop()
    {
        TagList tags = new(_tags);
        if (_status is { } status)
        {
            tags.Add("http.response.status_code", status);
            _activity?.SetTag("http.response.status_code", status);
        }

        if (_errorType is not null)
        {
            tags.Add("error.type", _errorType);
            _activity?.SetTag("error.type", _errorType).SetStatus(ActivityStatusCode.Error);
        }

        // The activity is still the current one, so that a listener can attach the measurement to it.
        Telemetry.RequestDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
        _activity?.Stop();
    }
}
