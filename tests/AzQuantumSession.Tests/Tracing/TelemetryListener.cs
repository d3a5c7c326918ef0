using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AzQuantumSession.Tests.Tracing;

/// <summary>Collects the spans and measurements of the module below one activity, which is the current activity until the listener is disposed.</summary>
internal sealed class TelemetryListener : IDisposable
{
    private readonly Activity _root = new Activity("test").Start();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();
    private readonly Lock _lock = new();
    private readonly List<Activity> _spans = [];
    private readonly List<Measurement> _measurements = [];

    public TelemetryListener(bool activities = true, bool meters = true)
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => activities && source.Name == "AzQuantumSession",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Add(_spans, span),
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (meters && instrument.Meter.Name == "AzQuantumSession")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            Add(_measurements, new Measurement(instrument, value, tags.ToArray().ToDictionary(), Activity.Current?.SpanId)));
        _meters.Start();
    }

    public ActivitySpanId RootId => _root.SpanId;

    public IReadOnlyList<Activity> Spans => Copy(_spans);

    public IEnumerable<Activity> Commands => Spans.Where(span => span.Kind == ActivityKind.Internal);

    public IEnumerable<Activity> Requests => Spans.Where(span => span.Kind == ActivityKind.Client);

    public IReadOnlyList<Measurement> Measurements => Copy(_measurements);

    /// <summary>Returns the spans as lines, indented by their parents, without the path of the workspace.</summary>
    public string DescribeTree() => string.Join('\n', DescribeChildren(RootId, ""));

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
        _root.Dispose();
    }

    private IEnumerable<string> DescribeChildren(ActivitySpanId parent, string indent) => Spans
        .Where(span => span.ParentSpanId == parent)
        .OrderBy(span => span.StartTimeUtc)
        .SelectMany(span => DescribeChildren(span.SpanId, indent + "  ")
            .Prepend(indent + span.DisplayName.Replace(ClientFixture.WorkspaceTemplate, "", StringComparison.Ordinal)));

    private void Add<T>(List<T> items, T item)
    {
        if (Activity.Current?.TraceId == _root.TraceId)
        {
            lock (_lock)
            {
                items.Add(item);
            }
        }
    }

    private List<T> Copy<T>(List<T> items)
    {
        lock (_lock)
        {
            return [.. items];
        }
    }
}

/// <summary>A measurement.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Value">The value.</param>
/// <param name="Tags">The tags.</param>
/// <param name="SpanId">The activity during the measurement.</param>
internal sealed record Measurement(Instrument Instrument, double Value, Dictionary<string, object?> Tags, ActivitySpanId? SpanId);
