#:project ../src/AzQuantumSession.Client/AzQuantumSession.Client.csproj
#:property RestorePackagesWithLockFile=false
#:property GenerateDocumentationFile=false

// The steps of Quickstart.ps1 through the client library, for a machine without PowerShell.
// It reads AZURE_QUANTUM_CONNECTION_STRING. Run it with: bash build.sh quickstart

using AzQuantumSession;
using AzQuantumSession.Client;

CancellationToken none = CancellationToken.None;
QuantumWorkspace workspace = await new WorkspaceClientFactory().ConnectAsync(new WorkspaceConnectionOptions(), none);
Console.WriteLine($"Connected {workspace.Name} at {workspace.Endpoint} with {workspace.Credential}");
