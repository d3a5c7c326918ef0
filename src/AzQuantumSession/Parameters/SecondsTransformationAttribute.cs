using System.Globalization;
using System.Management.Automation;
using AzQuantumSession.Output;

namespace AzQuantumSession.Parameters;

/// <summary>Converts a number of seconds to a TimeSpan. PowerShell would interpret the number as ticks of 100 ns.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ToTimeSpan(inputData.Unwrap()) ?? inputData;

    /// <summary>Converts a number, or a string that contains a number, from seconds.</summary>
    /// <param name="value">The argument.</param>
    /// <returns>The time; null if the value is not a number, so that PowerShell converts it.</returns>
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

        // The maximum of a timer.
        if (seconds is not (>= 0 and <= int.MaxValue / 1000.0))
        {
            throw new ArgumentTransformationMetadataException("Give a time from 0 to 24 days, as seconds or as a TimeSpan.");
        }

        return TimeSpan.FromSeconds(seconds.Value);
    }
}
