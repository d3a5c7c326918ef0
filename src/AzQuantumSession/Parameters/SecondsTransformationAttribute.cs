namespace AzQuantumSession.Parameters;

/// <summary>
/// Converts a duration to a TimeSpan: a number of seconds, a number with a unit (<c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1.5h</c>,
/// <c>1d</c>, <c>1h30m</c>), or hours, minutes, and seconds (<c>00:05:00</c>). PowerShell would interpret a number as ticks of 100 ns.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The shortest duration to accept, in seconds. Default: 0.</summary>
    public double MinSeconds { get; set; }

    /// <summary>The longest duration to accept, in days. Default: 24, the maximum of a timer.</summary>
    public int MaxDays { get; set; } = 24;

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? null! : ToTimeSpan(inputData);

    /// <summary>Converts an argument.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">The argument is not a duration, or is too short or too long.</exception>
    internal TimeSpan ToTimeSpan(object argument)
    {
        string text = LanguagePrimitives.ConvertTo<string>(argument);
        return DurationParser.ToSeconds(argument) switch
        {
            null => throw new ArgumentTransformationMetadataException($"'{text}' is not a time. Specify {DurationParser.Forms}."),
            { } seconds when seconds >= MinSeconds && seconds <= MaxDays * 86_400.0 => TimeSpan.FromSeconds(seconds),
            _ => throw new ArgumentTransformationMetadataException(string.Create(
                CultureInfo.InvariantCulture, $"'{text}' is out of range. A time is from {Shortest} to {MaxDays} days: {DurationParser.Forms}.")),
        };
    }

    private string Shortest => MinSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"{MinSeconds} seconds") : "0";
}
