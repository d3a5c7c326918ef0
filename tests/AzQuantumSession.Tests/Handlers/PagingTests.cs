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
    public async Task Gives_the_part_and_reads_no_further(ulong skip, ulong first, string expected, int expectedRead)
    {
        var numbers = new Numbers(5);
        var written = new List<int>();
        await new Paging(skip, first).WriteAsync(numbers.ReadAsync(), number =>
        {
            written.Add(number);
            return Task.CompletedTask;
        });
        Assert.Equal(expected, string.Join(' ', written));
        Assert.Equal(expectedRead, numbers.Read);
    }

    [Fact]
    public async Task Counts_all_before_it_gives_the_part()
    {
        var written = new List<string>();
        var paging = new Paging(1, 2, total => written.Add($"total {total}"));
        await paging.WriteAsync(new Numbers(5).ReadAsync(), number =>
        {
            written.Add($"{number}");
            return Task.CompletedTask;
        });
        Assert.Equal(["total 5", "2", "3"], written);
    }

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(5, 10, 15)]
    [InlineData(0, ulong.MaxValue, null)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, null)]
    [InlineData(int.MaxValue, 1, null)]
    public void Tells_how_many_are_read_at_the_most(ulong skip, ulong first, int? expected)
    {
        Assert.Equal(expected, new Paging(skip, first).Limit);
        Assert.Null(new Paging(skip, first, _ => { }).Limit);
    }

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
