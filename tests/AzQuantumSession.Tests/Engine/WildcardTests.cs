namespace AzQuantumSession.Tests.Engine;

/// <summary>Names with wildcards that are not valid.</summary>
public sealed class WildcardTests(EngineFixture fixture) : EngineTests(fixture), IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("Get-AzQuantumSession '[a'")]
    [InlineData("Get-AzQuantumSession -Name a, '[a'")]
    [InlineData("Get-AzQuantumSessionJob -Name '[a'")]
    [InlineData("Get-AzQuantumSessionTarget '[a'")]
    [InlineData("Get-AzQuantumSessionJobFile $absent -Name '[a'")]
    [InlineData("Receive-AzQuantumSessionJobFile $absent -Name '[a'")]
    [InlineData("Wait-AzQuantumSession -Name '[a'")]
    public async Task Commands_reject_a_name_with_an_invalid_wildcard(string script)
    {
        await AssertBindingErrorAsync(script);

        Assert.Contains("'[a' is not a valid name with wildcards", Run(script).Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_reject_a_range_with_a_bracket()
    {
        await AssertBindingErrorAsync("Get-AzQuantumSession '[a-[b]'");

        Assert.Contains("'[a-[b]' is not a valid name with wildcards", Run("Get-AzQuantumSession '[a-[b]'").Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-AzQuantumSession '`[a'")]
    [InlineData("Get-AzQuantumSession '[a-c]*'")]
    public void Commands_accept_a_name_with_valid_wildcards(string script) =>
        Assert.DoesNotContain(Run(script).Errors, error => error.FullyQualifiedErrorId.StartsWith("ParameterArgument", StringComparison.Ordinal));
}
