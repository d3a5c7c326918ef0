using System.Management.Automation;
using System.Text;
using AzQuantumSession.Handlers;

namespace AzQuantumSession.Tests.Handlers;

public sealed class JobInputReaderTests
{
    private readonly JobInputReader _reader = new(_ => "json"u8.ToArray(), JobInput.FromFile);

    [Fact]
    public void Read_returns_the_content_of_a_file_when_another_input_follows()
    {
        Assert.Empty(_reader.Read(Content("1", "/a.txt", 1)));
        Assert.Empty(_reader.Read(Content("2", "/a.txt", 2)));

        Assert.Equal([("/a.txt", "1\n2")], Describe(_reader.Read(Content("3", "/b.txt", 1))));
        Assert.Equal([("/b.txt", "3"), (null, "text")], Describe(_reader.Read("text")));
        Assert.Empty(_reader.ReadEnd());
    }

    [Fact]
    public void Read_returns_the_content_of_a_file_when_the_file_is_read_again()
    {
        Assert.Empty(_reader.Read(Content("1", "/a.txt", 1)));

        Assert.Equal([("/a.txt", "1")], Describe(_reader.Read(Content("2", "/a.txt", 1))));
        Assert.Equal([("/a.txt", "2")], Describe(_reader.ReadEnd()));
        Assert.Empty(_reader.ReadEnd());
    }

    [Fact]
    public void Read_joins_arrays_of_lines_and_bytes()
    {
        Assert.Empty(_reader.Read(Content(new object[] { "1", "2" }, "/a.txt", 2)));
        Assert.Equal([("/a.txt", "1\n2")], Describe(_reader.Read(Content(new byte[] { 97, 98 }, "/b.txt", 2))));
        Assert.Empty(_reader.Read(Content((byte)99, "/b.txt", 3)));
        Assert.Equal([("/b.txt", "abc")], Describe(_reader.ReadEnd()));
    }

    [Fact]
    public void Read_opens_an_object_with_a_path()
    {
        var item = new PSObject("a.txt");
        item.Properties.Add(new PSNoteProperty("PSPath", "/folder/a.txt"));

        Assert.Equal("/folder/a.txt", Assert.Single(_reader.Read(item)).FilePath);
    }

    [Theory]
    [InlineData("text", "text")]
    [InlineData(new[] { "1", "2" }, "1\n2")]
    [InlineData(new byte[] { 97, 98 }, "ab")]
    [InlineData(5, "json")]
    public void Read_and_ReadArgument_return_one_input(object value, string expected)
    {
        Assert.Equal([(null, expected)], Describe(_reader.Read(value)));
        Assert.Equal([(null, expected)], Describe(_reader.ReadArgument(value)));
    }

    [Fact]
    public void ReadArgument_returns_an_input_for_each_element_of_a_mixed_list()
    {
        List<string> lines = ["1", "2"];

        Assert.Equal([(null, "text"), (null, "json"), (null, "1\n2")], Describe(_reader.ReadArgument(new object[] { "text", 5, lines })));
    }

    private static PSObject Content(object content, string path, long readCount)
    {
        var item = new PSObject(content);
        item.Properties.Add(new PSNoteProperty("PSPath", path));
        item.Properties.Add(new PSNoteProperty("ReadCount", readCount));
        return item;
    }

    private static IEnumerable<(string? Path, string Text)> Describe(IEnumerable<JobInput> inputs)
    {
        foreach (JobInput input in inputs)
        {
            using var reader = new StreamReader(input.OpenStream(), Encoding.UTF8);
            yield return (input.FilePath, reader.ReadToEnd());
        }
    }
}
