using AzQuantumSession.Views;

namespace AzQuantumSession.Tests.Views;

public sealed class LiveRegionTests
{
    private readonly RecordingScreen _screen = new() { Height = 4 };

    [Fact]
    public void Update_replaces_the_lines_in_one_write()
    {
        var region = new LiveRegion(_screen);

        region.Update(["a", "b"]);
        region.Update(["c"]);
        region.Clear();
        region.Clear();

        Assert.Equal(["a\e[K\nb\e[K\n\e[J", "\r\e[2Ac\e[K\n\e[J", "\r\e[1A\e[J"], _screen.Writes);
    }

    [Fact]
    public void Update_omits_the_first_lines_in_a_low_window()
    {
        new LiveRegion(_screen).Update(["a", "b", "c", "d", "e"]);

        Assert.Equal(["c\e[K\nd\e[K\ne\e[K\n\e[J"], _screen.Writes);
    }

    [Fact]
    public void Update_begins_below_after_a_change_of_the_width()
    {
        var region = new LiveRegion(_screen);

        region.Update(["a"]);
        _screen.Width = 40;
        region.Update(["b"]);
        region.Update(["c"]);

        Assert.Equal(["a\e[K\n\e[J", "b\e[K\n\e[J", "\r\e[1Ac\e[K\n\e[J"], _screen.Writes);
    }
}
