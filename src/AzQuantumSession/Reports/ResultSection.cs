using AzQuantumSession.Views;

namespace AzQuantumSession.Reports;

/// <summary>Writes the results of jobs, as bars.</summary>
internal sealed class ResultSection(HtmlBuilder html)
{
    /// <summary>The maximum number of outcomes of a result.</summary>
    public const int MaxOutcomes = 16;

    private const int LongOutcome = 16;

    public void Write(IReadOnlyList<QuantumSessionJob> jobs, IReadOnlyDictionary<string, JobOutcome> results)
    {
        QuantumSessionJob[] withResult = [.. jobs.Where(job => results.ContainsKey(job.Id)).OrderBy(job => job.CreationTime)];
        if (withResult.Length == 0)
        {
            return;
        }

        html.AppendMarkup("<section>\n<h2>Results</h2>\n<div class=\"results\">");
        foreach (QuantumSessionJob job in withResult)
        {
            JobOutcome outcome = results[job.Id];
            if (outcome.Error is not null)
            {
                html.Append($"<figure>\n<figcaption><bdi>{job.NameOrId}</bdi></figcaption><p class=\"note\">The result cannot be read: <bdi>{outcome.Error}</bdi></p></figure>");
            }

            foreach (QuantumJobResult result in outcome.Results)
            {
                string item = result.ItemIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : "";
                html.Append($"<figure>\n<figcaption><bdi>{job.NameOrId}{item}</bdi></figcaption>");
                WriteResult(result);
                html.AppendMarkup("</figure>");
            }
        }

        html.AppendMarkup("</div>\n</section>");
    }

    private void WriteResult(QuantumJobResult result)
    {
        if (!result.IsParsed || result.ResourceEstimates is not null)
        {
            html.Append($"<p class=\"note\">{result.Raw.Length} bytes in the format <bdi>{result.OutputDataFormat}</bdi>, which cannot be shown as bars. <bdi>{result.ParseError}</bdi></p>");
        }
        else
        {
            WriteBars(result.Histogram);
        }
    }

    // The longest bar fills the width: the bars of many outcomes would be too short to compare otherwise.
    private void WriteBars(IReadOnlyList<QuantumOutcome> outcomes)
    {
        double max = outcomes.Select(outcome => outcome.Probability).Where(double.IsFinite).DefaultIfEmpty().Max();
        html.AppendMarkup("<table class=\"bars\">\n<tbody>");
        foreach (QuantumOutcome outcome in outcomes.Take(MaxOutcomes))
        {
            // The comparison is also false for NaN, which a provider can return.
            double percent = outcome.Probability > 0 && max > 0 ? Math.Min(outcome.Probability / max, 1) * 100 : 0;
            string width = outcome.Outcome.Length > LongOutcome ? "long" : "short";
            string count = outcome.Count is { } shots ? $"{shots} {(shots == 1 ? "shot" : "shots")}" : "";
            html.Append(
                $"<tr><th class=\"{width}\"><bdi>{outcome.Outcome}</bdi></th><td><i style=\"width:{percent:0.##}%\"></i></td><td class=\"number\" title=\"{count}\">{DisplayText.Probability(outcome.Probability)}</td></tr>");
        }

        html.AppendMarkup("</tbody>\n</table>");
        if (outcomes.Count - MaxOutcomes is > 0 and int more)
        {
            html.Append($"<p class=\"note\">and {more} more {(more == 1 ? "outcome" : "outcomes")}</p>");
        }
    }
}
