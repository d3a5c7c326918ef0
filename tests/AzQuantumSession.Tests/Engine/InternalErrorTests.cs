using System.Management.Automation;
using System.Reflection;

namespace AzQuantumSession.Tests.Engine;

/// <summary>Exceptions that no part of the module expects, and exceptions of the engine and of the user's code.</summary>
public sealed class InternalErrorTests : EngineTests, IClassFixture<EngineFixture>
{
    public InternalErrorTests(EngineFixture fixture)
        : base(fixture)
    {
        IWorkspaceClient broken = DispatchProxy.Create<IWorkspaceClient, BrokenClient>();
        Session["broken"] = broken.Workspace;
    }

    [Theory]
    [InlineData("Get-AzQuantumSession -Id $absent -Workspace $broken")]
    [InlineData("Get-AzQuantumSession -Workspace $broken")]
    [InlineData("New-AzQuantumSession ionq.simulator -Workspace $broken")]
    [InlineData("Submit-AzQuantumSessionJob -InputObject $bell -SessionId $absent -Workspace $broken")]
    [InlineData("Get-AzQuantumSessionTarget -Workspace $broken")]
    public void Unexpected_exception_is_the_error_InternalError(string script)
    {
        ErrorRecord error = Run(script).Errors[0];

        AssertError(error, "InternalError", ErrorCategory.NotSpecified, message: "InvalidOperationException: The sky is falling.");
        Assert.Contains("Get-Error", error.ToString(), StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.Exception);
    }

    [Fact]
    public async Task Command_continues_with_the_next_item_after_an_unexpected_exception()
    {
        QuantumSession good = Open();
        QuantumSession bad = new() { Id = AbsentId, Workspace = Session.Get<QuantumWorkspace>("broken").Id, Client = Session.Get<QuantumWorkspace>("broken").Client };
        Session["bad"] = bad;
        await Workspace.ForgetRequestsAsync();

        ScriptResult result = Run("$bad, $session | Get-AzQuantumSession");

        AssertError(result.Error, "InternalError", ErrorCategory.NotSpecified, bad);
        Assert.Equal(good.Id, result.As<QuantumSession>().Single().Id);
    }

    [Fact]
    public void Exceptions_of_the_user_are_not_changed()
    {
        ScriptResult thrown = Run("Use-AzQuantumSession ionq.simulator { throw 'mine' }");
        ScriptResult downstream = Run("New-AzQuantumSession ionq.simulator | & { process { throw 'yours' } }");

        Assert.Equal("mine", thrown.Error.Exception.Message);
        Assert.Equal("yours", downstream.Error.Exception.Message);
    }

    /// <summary>A client whose operations throw an exception that the module does not expect.</summary>
    public class BrokenClient : DispatchProxy
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == "get_Workspace"
            ? new QuantumWorkspace { Id = "/subscriptions/1/resourceGroups/r/providers/Microsoft.Quantum/workspaces/broken", Name = "broken", Client = (IWorkspaceClient)(object)this }
            : throw new InvalidOperationException("The sky is falling.");
    }
}
