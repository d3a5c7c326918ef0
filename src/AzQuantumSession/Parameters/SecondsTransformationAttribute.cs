using System.Globalization;
using System.Management.Automation;

namespace AzQuantumSession.Parameters;

/// <summary>Takes a number as seconds, where PowerShell itself would take it as ticks of 100 ns.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ToTimeSpan(inputData is PSObject wrapped ? wrapped.BaseObject : inputData) ?? inputData;

    /// <summary>Reads a number, or a text that is one, as seconds.</summary>
    /// <param name="value">What the user gave.</param>
    /// <returns>The time; null for what is not a number, which PowerShell then converts itself.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The time is negative, or too long.</exception>
    internal static TimeSpan? ToTimeSpan(object? value)
    {
        double? seconds = value switch
        {
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null,
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal =>
                Convert.ToDouble(value, CultureInfo.InvariantCulture),
            TimeSpan span => span.TotalSeconds,
            _ => null,
        };
        if (seconds is null)
        {
            return null;
        }

        // The longest time that a timer takes.
        if (seconds is not (>= 0 and <= int.MaxValue / 1000.0))
        {
            throw new ArgumentTransformationMetadataException("Give a time from 0 to 24 days, as seconds or as a TimeSpan.");
        }

        return TimeSpan.FromSeconds(seconds.Value);
    }
}
