using System.Text.RegularExpressions;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>Rules for the workflows in .github/workflows, and in the examples.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Root, ".github", "workflows"), "*.yml")
            .Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "examples"), "*.yml", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Checkout.Root, path)),
    ];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_by_the_hash_of_a_version(string workflow) => Assert.All(
        UsesPattern().Matches(Read(workflow)), use => Assert.Matches(@"^(\./\.github/workflows/[a-z]+\.yml|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", use.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_can_only_read_unless_a_job_says_otherwise(string workflow) =>
        Assert.Contains("\npermissions:\n  contents: read\n", Read(workflow), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Each_job_has_a_time_limit(string workflow)
    {
        string jobs = Read(workflow).Split("\njobs:\n")[1];

        // A job that calls another workflow has the limits of that workflow.
        Assert.All(
            JobPattern().Split(jobs).Skip(1),
            job => Assert.True(job.Contains("\n    timeout-minutes: ", StringComparison.Ordinal) || job.Contains("\n    uses: ", StringComparison.Ordinal), job));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Checkout_keeps_no_credentials(string workflow) => Assert.Equal(
        CheckoutPattern().Count(Read(workflow)), Regex.Count(Read(workflow), "persist-credentials: false"));

    [Fact]
    public void Publishing_needs_the_tested_package_and_an_approval()
    {
        string release = Read(Path.Combine(".github", "workflows", "release.yml"));

        Assert.Contains("needs: ci\n", release, StringComparison.Ordinal);
        Assert.Contains("environment: gallery\n", release, StringComparison.Ordinal);
        Assert.DoesNotContain("build.ps1", release, StringComparison.Ordinal);
    }

    private static string Read(string workflow) =>
        File.ReadAllText(Path.Combine(Checkout.Root, workflow)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\buses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex UsesPattern();

    [GeneratedRegex(@"^  [a-z]+:\n", RegexOptions.Multiline)]
    private static partial Regex JobPattern();

    [GeneratedRegex("uses: actions/checkout@")]
    private static partial Regex CheckoutPattern();
}
