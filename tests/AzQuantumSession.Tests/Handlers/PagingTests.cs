using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class PagingTests
{
    [Theory]
    [InlineData(0, ulong.MaxValue, "1 2 3 4 5", 5)]
    [InlineData(0, 2, "1 2", 2)]
    [InlineData(2, 2, "3 4", 4)]
    [InlineData(4, 9, "5", 5)]
    [InlineData(9, 9, "", 5)]
    [InlineData(0, 0, "", 0)]
    [InlineData(3, ulong.MaxValue, "4 5", 5)]
    public async Task WriteAsync_writes_the_requested_page_and_reads_no_further(ulong skip, ulong first, string expected, int expectedRead)
    {
        var numbers = new Numbers(5);
        var written = new List<int>();

        await WriteAsync(new Paging(skip, first), numbers, written.Add);

        Assert.Equal(expected, string.Join(' ', written));
        Assert.Equal(expectedRead, numbers.Read);
    }

    [Fact]
    public async Task WriteAsync_counts_all_items_before_it_writes_the_page()
    {
        var written = new List<string>();

        await WriteAsync(new Paging(1, 2, total => written.Add($"total {total}")), new Numbers(5), number => written.Add($"{number}"));

        Assert.Equal(["total 5", "2", "3"], written);
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(5, 10, 15)]
    [InlineData(0, ulong.MaxValue, null)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, null)]
    [InlineData(int.MaxValue, 1, null)]
    public void Limit_is_the_number_of_items_to_read_without_a_total_count(ulong skip, ulong first, int? expected)
    {
        Assert.Equal(expected, new Paging(skip, first).Limit);
        Assert.Null(new Paging(skip, first, _ => { }).Limit);
    }

    private static Task WriteAsync(Paging paging, Numbers numbers, Action<int> write) => paging.WriteAsync(numbers.ReadAsync(), number =>
    {
        write(number);
        return Task.CompletedTask;
    });

    private sealed class Numbers(int count)
    {
        public int Read { get; private set; }

        public async IAsyncEnumerable<int> ReadAsync()
        {
            while (Read < count)
            {
                await Task.Yield();
                yield return ++Read;
            }
        }
    }
}
