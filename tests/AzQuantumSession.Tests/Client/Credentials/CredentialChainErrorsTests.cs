using AzQuantumSession.Client.Credentials;

namespace AzQuantumSession.Tests.Client.Credentials;

public sealed class CredentialChainErrorsTests
{
    private static readonly InvalidOperationException Cause = new("cause");
    private static readonly CredentialOptions Chain = CredentialOptions.From(new());
    private static readonly CredentialOptions SingleSource = CredentialOptions.From(new() { TokenSource = TokenSource.Environment });

    [Theory]
    [InlineData("First sentence. Second sentence.", "First sentence.")]
    [InlineData("\n\n  Indented after empty lines! More.", "Indented after empty lines!")]
    [InlineData("Read (https://aka.ms/x) for help", "Read for help")]
    public void Reason_returns_one_sentence_without_links(string message, string expected) =>
        Assert.Equal(expected, CredentialChainErrors.Reason(new InvalidOperationException(message)));

    [Theory]
    [InlineData("EnvironmentCredential authentication unavailable. Variables are missing. See more.", "Variables are missing.")]
    [InlineData("AzureCliCredential authentication failed: No subscription.", "No subscription.")]
    public void Reason_omits_the_prefix_of_the_credential(string message, string expected) =>
        Assert.Equal(expected, CredentialChainErrors.Reason(new InvalidOperationException(message)));

    [Theory]
    [InlineData("")]
    [InlineData("https://aka.ms/only-a-link")]
    public void Reason_returns_the_exception_type_for_a_message_without_sentences(string message) =>
        Assert.Equal("InvalidOperationException", CredentialChainErrors.Reason(new InvalidOperationException(message)));

    [Fact]
    public void Reason_prefers_an_AADSTS_error_and_the_innermost_exception()
    {
        InvalidOperationException inner = new("AADSTS700016: Application not found.\nTrace ID: 1");
        InvalidOperationException outer = new("AADSTS1: Wrapped text. More.", inner);

        Assert.Equal("AADSTS700016: Application not found.", CredentialChainErrors.Reason(new InvalidOperationException("The credential failed.", outer)));
    }

    [Fact]
    public void ToException_prefers_the_help_of_a_source_that_stops_the_chain()
    {
        CredentialChainErrors errors = new(Chain);
        errors.Failed(CreateSource("cli"), "no", Cause);
        errors.Failed(CreateSource("environment", stopsChain: true), "wrong", Cause);
        CredentialChainException failure = errors.ToException();

        Assert.Equal("help of environment", failure.Help);
        Assert.Equal("  cli: no.\n  environment: wrong.", failure.Message);
        Assert.Same(Cause, failure.InnerException);
    }

    [Fact]
    public void ToException_returns_the_help_of_the_first_source_that_failed()
    {
        CredentialChainErrors errors = new(Chain);
        errors.NotSetUp(CreateSource("environment", stopsChain: true), "unset");
        errors.Failed(CreateSource("az"), "no", Cause);
        errors.Failed(CreateSource("cli"), "no", Cause);

        Assert.Equal("help of az", errors.ToException().Help);
    }

    [Fact]
    public void ToException_for_a_single_source_reports_why_it_is_not_set_up()
    {
        CredentialChainErrors errors = new(SingleSource);
        errors.NotSetUp(CreateSource("environment"), "AZURE_CLIENT_ID is not set");
        CredentialChainException failure = errors.ToException();

        Assert.Equal(("  environment: AZURE_CLIENT_ID is not set.", "help of environment"), (failure.Message, failure.Help));
    }

    [Fact]
    public void ToException_for_a_chain_lists_sources_that_are_not_set_up_on_one_line()
    {
        CredentialChainErrors errors = new(Chain);
        errors.NotSetUp(CreateSource("one"), "unset");
        errors.NotSetUp(CreateSource("two"), "unset");
        CredentialChainException failure = errors.ToException();

        Assert.Equal("  not set up: one, two.", failure.Message);
        Assert.StartsWith("Run Connect-AzQuantumWorkspace -TokenSource DeviceCode", failure.Help, StringComparison.Ordinal);
    }

    private static TokenSourceDefinition CreateSource(string name, bool stopsChain = false) =>
        new(null, name, name) { GetHelp = _ => $"help of {name}", IsDeployed = stopsChain };
}
