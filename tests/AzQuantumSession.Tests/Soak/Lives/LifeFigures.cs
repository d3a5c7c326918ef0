using System.Globalization;

namespace AzQuantumSession.Tests.Soak.Lives;

/// <summary>The figures of all rounds.</summary>
internal sealed class LifeFigures
{
    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _errors = new(StringComparer.Ordinal);
    private int _lives;
    private int _jobs;
    private int _results;
    private int _requests;

    public void Add(LifeReport[] reports)
    {
        _lives += reports.Length;
        _jobs += reports.Sum(report => report.Jobs.Count());
        _results += reports.Sum(report => report.Results.Count);
        foreach (string id in reports.SelectMany(report => report.Errors).Select(LifeReport.GetId))
        {
            Add(_errors, id, 1);
        }
    }

    public void AddRequests(int count) => _requests += count;

    public void AddFaults(IEnumerable<(string Name, int Count)> faults)
    {
        foreach ((string name, int count) in faults)
        {
            Add(_faults, name, count);
        }
    }

    public void AddTo(Campaign campaign)
    {
        campaign.Add("Lives", _lives);
        campaign.Add("Submitted jobs", _jobs);
        campaign.Add("Results", _results);
        campaign.Add("Requests", _requests);
        campaign.Add("Faults", Format(_faults));
        campaign.Add("Errors", Format(_errors));
    }

    private static void Add(SortedDictionary<string, int> counts, string key, int count) => counts[key] = counts.GetValueOrDefault(key) + count;

    private static string Format(SortedDictionary<string, int> counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{counts.Values.Sum()} ({string.Join(", ", counts.Select(entry => $"{entry.Key}: {entry.Value}"))})");
}
