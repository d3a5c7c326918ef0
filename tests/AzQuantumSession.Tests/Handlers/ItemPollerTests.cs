using System.Runtime.CompilerServices;
using System.Text.Json;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class ItemPollerTests
{
    [Fact]
    public async Task PollAsync_reports_what_a_poll_throws_for_the_items_of_its_workspace_and_polls_the_others()
    {
        IWorkspaceClient failing = await ConnectAsync();
        IWorkspaceClient working = await ConnectAsync();
        var poller = new ItemPoller<QuantumSession>((client, items, token) => client == failing ? ThrowAsync() : EndAsync(items, token));

        var updates = await poller.PollAsync(
            [(new ItemKey(failing, "a"), null), (new ItemKey(failing, "b"), null), (new ItemKey(working, "c"), null)], ClientFixture.Token).ReadAllAsync();

        Assert.Equal(["a", "b", "c"], updates.Select(update => update.Key.Id).Order());
        Assert.All(updates, update => Assert.True(update.Update.IsFinal));
        Assert.All(updates.Where(update => update.Key.Client == failing), update =>
        {
            Assert.Equal(QuantumErrorKind.InvalidResponse, update.Update.Error!.Kind);
            Assert.Contains("'x' is an invalid start of a value", update.Update.Error.Message, StringComparison.Ordinal);
            Assert.Contains("JsonReaderException", update.Update.Error.InnerException!.Message, StringComparison.Ordinal);
        });
        Assert.Equal("Succeeded", updates.Single(update => update.Key.Client == working).Update.Item!.Status);
    }

    private static Task<IWorkspaceClient> ConnectAsync() => ClientFixture.ConnectAsync(new Uri("http://127.0.0.1:9/"));

    private static async IAsyncEnumerable<ItemUpdate<QuantumSession>> ThrowAsync()
    {
        await Task.Yield();
        using JsonDocument document = JsonDocument.Parse("x");
        yield break;
    }

    private static async IAsyncEnumerable<ItemUpdate<QuantumSession>> EndAsync(
        IEnumerable<WatchedItem<QuantumSession>> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(50, cancellationToken);
        foreach (WatchedItem<QuantumSession> item in items)
        {
            yield return new ItemUpdate<QuantumSession>(item.Id, new QuantumSession { Id = item.Id, Status = "Succeeded" }, null, IsFinal: true);
        }
    }
}
