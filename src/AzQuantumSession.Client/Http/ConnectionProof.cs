using System.Globalization;
using Azure.Core;

namespace AzQuantumSession.Client;

/// <summary>One cheap read that shows whether address, credential and role are right, within a time that a user is ready to wait.</summary>
internal sealed class ConnectionProof(RestClient rest, WorkspaceAddress address, WorkspaceClientSettings settings)
{
    private const string One = "1";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Operation operation = new("list sessions");
        using CancellationTokenSource patience = new(settings.ValidationTimeout, settings.TimeProvider);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await rest.SendAsync(
                RequestMethod.Get, address.For("sessions", ("top", One)), null, WireContext.Default.PageSessionWire, operation, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            const string Action = "Check the network and the service's status page; -SkipValidation connects without asking the workspace.";
            string seconds = settings.ValidationTimeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new QuantumServiceException(
                QuantumErrorKind.Timeout, $"{address.HostAndPort} did not answer the request to {operation.Doing} within {seconds} s. {Action}", exception)
            {
                RecommendedAction = Action,
            };
        }
    }
}
