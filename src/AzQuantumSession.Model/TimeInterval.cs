using System.Runtime.InteropServices;

namespace AzQuantumSession;

/// <summary>A part of the time, from its start to its end. It is empty if the end is not after the start.</summary>
/// <param name="Start">The start.</param>
/// <param name="End">The end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeInterval(DateTimeOffset Start, DateTimeOffset End)
{
    public TimeSpan Duration => IsEmpty ? TimeSpan.Zero : End - Start;

    public bool IsEmpty => End <= Start;

    /// <summary>Returns the part that both intervals have in common; an empty interval if there is none.</summary>
    public TimeInterval Intersect(TimeInterval other) => new(
        Start > other.Start ? Start : other.Start,
        End < other.End ? End : other.End);

    /// <summary>Merges intervals that overlap or touch. Empty intervals are omitted.</summary>
    /// <param name="intervals">The intervals, in any order.</param>
    /// <returns>The merged intervals in the order of time, with a distance between each two.</returns>
    public static IReadOnlyList<TimeInterval> Merge(IEnumerable<TimeInterval> intervals)
    {
        var merged = new List<TimeInterval>();
        foreach (TimeInterval next in intervals.Where(interval => !interval.IsEmpty).OrderBy(interval => interval.Start))
        {
            if (merged is [.., var last] && next.Start <= last.End)
            {
                merged[^1] = last with { End = next.End > last.End ? next.End : last.End };
            }
            else
            {
                merged.Add(next);
            }
        }

        return merged;
    }

    /// <summary>Returns the parts of this interval that no other interval covers.</summary>
    /// <param name="merged">The other intervals, as <see cref="Merge"/> returns them.</param>
    public IReadOnlyList<TimeInterval> Except(IReadOnlyList<TimeInterval> merged)
    {
        var rest = new List<TimeInterval>();
        DateTimeOffset position = Start;
        foreach (TimeInterval covered in merged)
        {
            Add(new TimeInterval(position, covered.Start).Intersect(this));
            position = covered.End > position ? covered.End : position;
        }

        Add(new TimeInterval(position, End));
        return rest;

        void Add(TimeInterval part)
        {
            if (!part.IsEmpty)
            {
                rest.Add(part);
            }
        }
    }

    /// <summary>Returns the sum of the durations.</summary>
    public static TimeSpan Sum(IEnumerable<TimeInterval> intervals) =>
        new(intervals.Sum(interval => interval.Duration.Ticks));
}
