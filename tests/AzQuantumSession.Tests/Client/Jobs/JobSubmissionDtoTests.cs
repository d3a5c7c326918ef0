using System.Numerics;
using System.Text.Json;
using AzQuantumSession.Client.Jobs;
using AzQuantumSession.Client.Serialization;

namespace AzQuantumSession.Tests.Client.Jobs;

public sealed class JobSubmissionDtoTests
{
    [Fact]
    public void From_includes_optional_properties_that_are_set()
    {
        JobSubmission submission = JobSubmissionFactory.Create(
            Stream.Null,
            sessionId: "s",
            inputParams: new Dictionary<string, object?> { ["shots"] = 500 },
            metadata: new Dictionary<string, string> { ["label"] = "a", ["n"] = "7" },
            tags: ["x", "y"],
            priority: "High");

        Assert.Equal(
            """{"itemType":"Job","name":"step 1","containerUri":"https://h/c?sig=1","inputDataUri":"https://h/c/i","inputDataFormat":"ionq.circuit.v1","outputDataFormat":"ionq.quantum-results.v1","providerId":"ionq","target":"ionq.simulator","inputParams":{"shots":500},"sessionId":"s","metadata":{"label":"a","n":"7"},"tags":["x","y"],"priority":"High"}""",
            Write(submission, new Uri("https://h/c?sig=1"), new Uri("https://h/c/i")));
    }

    [Fact]
    public void From_writes_all_plain_parameter_types_as_JSON()
    {
        JobSubmission submission = JobSubmissionFactory.Create(Stream.Null, inputParams: new Dictionary<string, object?>
        {
            ["text"] = "a\"b",
            ["null"] = null,
            ["flags"] = new List<bool> { true, false },
            ["numbers"] = new object[] { (byte)1, -2L, ulong.MaxValue, 0.5, 0.25f, 1.10m, BigInteger.Pow(10, 30) },
            ["map"] = new Dictionary<string, object?> { ["k"] = new List<object?> { 1, null, new Dictionary<string, object?> { ["deep"] = 2 } } },
        });
        string body = Write(submission, new Uri("https://h/"), new Uri("https://h/"));

        Assert.Contains(
            """
            "inputParams":{"text":"a\u0022b","null":null,"flags":[true,false],"numbers":[1,-2,18446744073709551615,0.5,0.25,1.10,1000000000000000000000000000000],"map":{"k":[1,null,{"deep":2}]}}
            """,
            body,
            StringComparison.Ordinal);
    }

    private static string Write(JobSubmission job, Uri container, Uri input)
    {
        using JsonDocument inputParams = JsonDocument.Parse(JsonValueWriter.ToUtf8(job.InputParams));
        return JsonSerializer.Serialize(
            JobSubmissionDto.From(job, inputParams.RootElement, container, input), JobsJsonContext.Instance.JobSubmissionDto);
    }
}
