namespace AzQuantumSession.Tests.Model;

public sealed class WorkspaceIdTests
{
    private const string Subscription = "11111111-2222-3333-4444-55555555abcd";
    private const string Id = $"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Quantum/workspaces/ws";
    private const string Form = "A workspace id has the form /subscriptions/{guid}/resourceGroups/{name}/providers/Microsoft.Quantum/workspaces/{name}.";

    [Theory]
    [InlineData(Id)]
    [InlineData($" {Id}/ ")]
    [InlineData("/SUBSCRIPTIONS/11111111-2222-3333-4444-55555555ABCD/RESOURCEGROUPS/rg/PROVIDERS/microsoft.quantum/WORKSPACES/ws")]
    public void Parse_returns_the_parts(string text)
    {
        WorkspaceId id = WorkspaceId.Parse(text);

        Assert.Equal((Subscription, "rg", "ws", Id), (id.SubscriptionId, id.ResourceGroupName, id.WorkspaceName, id.ToString()));
    }

    [Theory]
    [InlineData(null, "expected 'subscriptions', but found nothing")]
    [InlineData("subscriptions/x", "expected '/subscriptions', but found 'subscriptions'")]
    [InlineData("/subscription/x", "expected 'subscriptions', but found 'subscription'")]
    [InlineData("/subscriptions", "expected a name, but found nothing")]
    [InlineData($"/subscriptions/{Subscription}/groups/rg", "expected 'resourceGroups', but found 'groups'")]
    [InlineData($"/subscriptions/{Subscription}/resourceGroups/rg/provider/Microsoft.Quantum", "expected 'providers', but found 'provider'")]
    [InlineData($"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Storage/workspaces/ws", "expected 'Microsoft.Quantum', but found 'Microsoft.Storage'")]
    [InlineData($"/subscriptions/{Subscription}/resourceGroups/rg/providers/Microsoft.Quantum/workspaces", "expected a name, but found nothing")]
    public void Parse_names_the_first_invalid_segment(string? text, string what)
    {
        InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(() => WorkspaceId.Parse(text));

        Assert.Equal("ResourceId", error.ParameterName);
        Assert.Equal($"The resource id is not the id of a workspace: {what}. {Form}", error.Message);
    }

    [Fact]
    public void Parse_rejects_a_name()
    {
        InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(() => WorkspaceId.Parse("emulator"));

        Assert.Equal(
            $"'emulator' is not the resource id of a workspace. {Form} To find a workspace by its name, use Connect-AzQuantumWorkspace.", error.Message);
    }

    [Fact]
    public void Parse_rejects_the_id_of_a_resource_in_a_workspace()
    {
        InvalidWorkspaceException error = Assert.Throws<InvalidWorkspaceException>(() => WorkspaceId.Parse($"{Id}/sessions/x"));

        Assert.Equal("ResourceId", error.ParameterName);
        Assert.Equal($"The resource id continues after the workspace name ('sessions'). {Form}", error.Message);
    }

    [Theory]
    [InlineData("", "SubscriptionId is missing. It is a GUID such as")]
    [InlineData("{11111111-2222-3333-4444-555555555555}", "SubscriptionId '{11111111-2222-3333-4444-555555555555}' is not valid. It is a GUID such as")]
    public void CheckSubscriptionId_describes_the_error(string value, string message) => Assert.StartsWith(
        message, Assert.Throws<InvalidWorkspaceException>(() => WorkspaceId.CheckSubscriptionId(value)).Message, StringComparison.Ordinal);

    [Fact]
    public void Equals_ignores_case()
    {
        WorkspaceId id = WorkspaceId.Parse(Id);
        WorkspaceId upper = WorkspaceId.Parse(Id.ToUpperInvariant());

        Assert.True(id.Equals(upper));
        Assert.Equal(id.GetHashCode(), upper.GetHashCode());
        Assert.False(id.Equals(WorkspaceId.Parse($"{Id}2")));
        Assert.False(id.Equals(null));
    }
}
