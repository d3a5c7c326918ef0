using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Sorts a list by <c>{property} asc</c> or <c>{property} desc</c>.</summary>
internal static class Ordering
{
    public static IEnumerable<ITopLevelItem> Apply(IEnumerable<ITopLevelItem> oldestFirst, string orderby)
    {
        string[] parts = orderby.Split(' ');
        if (parts is not [_, "asc" or "desc"])
        {
            throw Reject(orderby);
        }

        Func<ITopLevelItem, object?> key = parts[0] switch
        {
            "Name" => item => item.Name,
            "ItemType" => item => item.ItemType,
            "JobType" => item => item.JobType,
            "ProviderId" => item => item.ProviderId,
            "Target" => item => item.Target,
            "State" => item => item.Status,
            "CreationTime" => item => item.CreationTime,
            _ => throw Reject(orderby),
        };

        // Equal items are sorted by creation, in the same direction.
        return parts[1] == "asc"
            ? oldestFirst.OrderBy(key, KeyComparer)
            : oldestFirst.Reverse().OrderByDescending(key, KeyComparer);
    }

    private static Comparer<object?> KeyComparer { get; } = Comparer<object?>.Create((left, right) =>
        left is string || right is string
            ? string.CompareOrdinal(left as string, right as string)
            : Comparer<object?>.Default.Compare(left, right));

    private static ServiceException Reject(string orderby) => ServiceException.InvalidInput(
        $"The orderby '{orderby}' is not valid: specify Name, ItemType, JobType, ProviderId, Target, State, or CreationTime, followed by asc or desc.",
        "orderby");
}
