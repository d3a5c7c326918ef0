using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Filters;

/// <summary>Orders a list by <c>{property} asc</c> or <c>{property} desc</c>.</summary>
internal static class Ordering
{
    public static IEnumerable<ITopLevelItem> Apply(IEnumerable<ITopLevelItem> oldestFirst, string orderby)
    {
        string[] words = orderby.Split(' ');
        if (words is not [_, "asc" or "desc"])
        {
            throw Refuse(orderby);
        }

        Func<ITopLevelItem, object?> key = words[0] switch
        {
            "Name" => item => item.Name,
            "ItemType" => item => item.ItemType,
            "JobType" => item => item.JobType,
            "ProviderId" => item => item.ProviderId,
            "Target" => item => item.Target,
            "State" => item => item.Status,
            "CreationTime" => item => item.CreationTime,
            _ => throw Refuse(orderby),
        };

        // What is equal stays in the order of creation, which turns round with the direction.
        return words[1] == "asc"
            ? oldestFirst.OrderBy(key, KeyComparer)
            : oldestFirst.Reverse().OrderByDescending(key, KeyComparer);
    }

    private static Comparer<object?> KeyComparer { get; } = Comparer<object?>.Create((left, right) =>
        left is string || right is string
            ? string.CompareOrdinal(left as string, right as string)
            : Comparer<object?>.Default.Compare(left, right));

    private static ServiceException Refuse(string orderby) => ServiceException.InvalidInput(
        $"The orderby '{orderby}' is not understood: it is one of Name, ItemType, JobType, ProviderId, Target, State, CreationTime, then asc or desc.",
        "orderby");
}
