using System.Diagnostics;
using System.Reflection;

namespace AzQuantumSession.Cmdlets;

/// <summary>The span and the duration of a command, for listeners in the process (docs/tracing.md).</summary>
internal sealed class CommandTrace
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly string _name;
    private readonly Activity? _activity;
    private Activity? _outer;
    private string? _errorType;
    private bool _isStopped;

    private CommandTrace(string name)
    {
        _name = name;
        Activity? outer = Activity.Current;
        _activity = Telemetry.Source.StartActivity(name);
        Activity.Current = outer;
    }

    /// <summary>Starts the span of a command; null if nobody listens.</summary>
    /// <param name="cmdlet">The class of the command. Its name in the session can contain a prefix that the user chose.</param>
    public static CommandTrace? Start(Type cmdlet)
    {
        if (!Telemetry.Source.HasListeners() && !Telemetry.CommandDuration.Enabled)
        {
            return null;
        }

        CmdletAttribute attribute = cmdlet.GetCustomAttribute<CmdletAttribute>()!;
        return new CommandTrace($"{attribute.VerbName}-{attribute.NounName}");
    }

    /// <summary>Makes the command the parent of spans that start on this thread, until <see cref="Leave"/>. Other commands of a pipeline run in between.</summary>
    public void Enter()
    {
        _outer = Activity.Current;
        if (_activity is not null)
        {
            Activity.Current = _activity;
        }
    }

    /// <summary>Restores the parent of spans.</summary>
    public void Leave() => Activity.Current = _outer;

    /// <summary>Records an error. The first error of a command is its type of error.</summary>
    /// <param name="id">The id of the error. Never a message, which can contain inputs.</param>
    public void SetError(string id) => _errorType ??= id;

    /// <summary>Ends the span, unless it has ended.</summary>
    public void Stop()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        Enter();
        TagList tags = new() { { "azquantumsession.command.name", _name } };
        if (_errorType is not null)
        {
            tags.Add("error.type", _errorType);
            _activity?.SetStatus(ActivityStatusCode.Error);
        }

        foreach ((string key, object? value) in tags)
        {
            _activity?.SetTag(key, value);
        }

        Telemetry.CommandDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, tags);
        _activity?.Stop();
        Leave();
    }
}
