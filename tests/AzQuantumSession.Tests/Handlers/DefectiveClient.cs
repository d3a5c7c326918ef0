using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AzQuantumSession.Tests.Handlers;

/// <summary>A client with a method that throws an exception. The other methods are those of another client.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from the class.")]
internal class DefectiveClient : DispatchProxy
{
    private IWorkspaceClient _client = null!;
    private string _method = "";
    private Exception _exception = null!;

    public static IWorkspaceClient Create(IWorkspaceClient client, string method, Exception exception)
    {
        IWorkspaceClient proxy = Create<IWorkspaceClient, DefectiveClient>();
        var defective = (DefectiveClient)(object)proxy;
        (defective._client, defective._method, defective._exception) = (client, method, exception);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _method ? throw _exception : targetMethod.Invoke(_client, args);
}
