using AzQuantumSession.Tests.Client.Replay;
using static AzQuantumSession.Emulator.Targets.DataFormats;

namespace AzQuantumSession.Tests.Soak.Bodies;

/// <summary>
/// The valid responses of the workspace, its storage, and Azure Resource Manager: the recorded responses, and the result of a job in each
/// format.
/// </summary>
internal sealed class ValidService(Uri endpoint)
{
    public const string SessionId = "61a4c008-5b1e-4d7a-9c3f-000000000008";
    public const string JobId = "62a4c007-5b1e-4d7a-9c3f-000000000007";

    private const string Version = "2026-01-15-preview";
    private const string Inputs = """{"qubits":2,"circuit":[{"gate":"h","target":0},{"gate":"cnot","control":0,"target":1}]}""";
    private static readonly string Session = Read("sessions", "All properties");
    private static readonly string Job = Read("jobs", "Succeeded");
    private static readonly string Sessions = Read("lists", "Sessions");
    private static readonly string LastSessions = Read("lists", "Sessions, last page");
    private static readonly string Jobs = Read("lists", "Jobs");
    private static readonly string LastJobs = Read("lists", "Jobs, last page");
    private static readonly string StandaloneJobs = Read("lists", "Stand-alone jobs");
    private static readonly string Targets = Read("workspace", "Providers and targets");
    private static readonly string Quotas = Read("workspace", "Quotas");
    private static readonly string QuotaUsages = Read("workspace", "Quota usage");
    private static readonly string SasUri = Read("workspace", "Storage URI of a container");

    /// <summary>A result in each format.</summary>
    public static IReadOnlyList<(string Format, string Text)> Results { get; } =
    [
        (IonQResults, """{"histogram":{"0":0.5,"3":0.5}}"""),
        (HoneywellResults, """{"b":["1","0"],"access_token":"x","a":["00","11"]}"""),
        (HoneywellQirResults, """{"0_t0":["1","0"],"1_t1":["1","1"]}"""),
        (HoneywellQirResults, "[[0,1],[true,false]]"),
        (QuilResults, """{"ro":[[0],[1]],"aux":[[1],[1]]}"""),
        (PulserResults, """{"counter":{"0110":1,"0111":3},"raw":[]}"""),
        (PulserResults, """[{"10":4}]"""),
        (MicrosoftResultsV1, """{"Histogram":["(0, 1)",0.5,"([0, 1], [1])",0.5]}"""),
        (MicrosoftResultsV2, """{"DataFormat":"microsoft.quantum-results.v2","Results":[{"Histogram":[{"Outcome":{"Item1":[0,1],"Item2":[1]},"Display":"([0, 1], [1])","Count":2}],"Shots":[{"Item1":[0,1],"Item2":[1]},{"Error":{"Code":20}}]},{"Shots":[[1],[0]]}]}"""),
        (ResourceEstimates, """{"status":"success","physicalCounts":{"physicalQubits":96,"runtime":4000,"breakdown":{"logicalDepth":1}},"jobParams":{"errorBudget":0.001}}"""),
        (IonQResults, """{"error":{"code":"x","message":"failed","details":[{"message":"y"}]}}"""),
    ];

    /// <summary>The result of the job.</summary>
    public (string Format, string Text) Result { get; init; } = Results[0];

    /// <summary>The kind of the workspace, which decides where its quotas are.</summary>
    public string Kind { get; init; } = "V1";

    /// <summary>Responds to a request.</summary>
    public RawResponse Respond(RawRequest request)
    {
        const string Workspace = $"{ClientFixture.WorkspacePath}/";
        RawResponse response = request.Path.StartsWith("/account/", StringComparison.Ordinal) ? RespondAsStorage(request)
            : request.Path.StartsWith(Workspace, StringComparison.Ordinal) ? new RawResponse { Text = CreateBody(request.Method, request.Path[Workspace.Length..], request.Target) }
            : new RawResponse { Text = CreateResourceManagerBody(request.Path) };
        return response.With("x-ms-request-id", "srv-1").With("retry-after-ms", "1");
    }

    private string CreateBody(string method, string path, string target) => (method, path.Split('/', ':')) switch
    {
        ("GET", ["sessions"]) => Prepare(target.Contains("skip=", StringComparison.Ordinal) ? LastSessions : Sessions),
        ("GET", ["sessions", _, "jobs"]) or ("GET", ["jobs"]) => Prepare(target.Contains("skip=", StringComparison.Ordinal) ? LastJobs : Jobs),
        (_, ["sessions", ..]) => Prepare(Session).Replace("\"Executing\"", "\"Succeeded\"", StringComparison.Ordinal),
        ("GET", ["topLevelItems", ..]) => Prepare(StandaloneJobs).Replace("nextLink", "nextlink", StringComparison.Ordinal),
        (_, ["jobs", ..]) => Prepare(Job),
        (_, ["providerStatus"]) => Targets,
        (_, ["quotas"]) => Quotas,
        (_, ["quotaUsages"]) => QuotaUsages,
        _ => Prepare(SasUri),
    };

    private string CreateResourceManagerBody(string path)
    {
        string properties = $$"""
            "endpointUri":"{{endpoint}}","workspaceKind":"{{Kind}}","providers":[{"providerId":"quantinuum","quotas":{"standardMinutesLifetime":500},
            "targetQuotas":[{"targetId":"quantinuum.qpu.helios-1","standardMinutesLifetime":300}]}]
            """;
        return path.EndsWith("/resources", StringComparison.Ordinal)
            ? $$"""{"count":1,"totalRecords":1,"data":[{"name":"ws","id":"{{ClientFixture.WorkspacePath}}","subscriptionId":"{{ClientFixture.Subscription}}","resourceGroup":"rg","location":"eastus",{{properties}}}]}"""
            : $$$"""{"name":"ws","id":"{{{ClientFixture.WorkspacePath}}}","location":"eastus","properties":{ {{{properties}}} }}""";
    }

    private RawResponse RespondAsStorage(RawRequest request)
    {
        if (request.Method == "PUT")
        {
            return new RawResponse { Status = "201 Created" }.With("ETag", "\"1\"").With("Last-Modified", "Fri, 09 Oct 2026 00:00:00 GMT");
        }

        if (request.Target.Contains("comp=list", StringComparison.Ordinal))
        {
            const string File = """
                <Blob><Name>rawOutputData</Name><Properties><Creation-Time>Fri, 09 Oct 2026 00:00:00 GMT</Creation-Time><Last-Modified>Fri, 09 Oct 2026 00:00:00 GMT</Last-Modified>
                <Etag>0x8D1</Etag><Content-Length>10</Content-Length><Content-Type>application/json</Content-Type><Content-Encoding /><Content-MD5>1B2M2Y8AsgTpgAmY7PhCfg==</Content-MD5>
                <BlobType>BlockBlob</BlobType><AccessTier>Hot</AccessTier><ServerEncrypted>true</ServerEncrypted></Properties></Blob>
                """;
            return new RawResponse
            {
                ContentType = "application/xml",
                Text = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ContainerName=\"job-1\"><MaxResults>5000</MaxResults><Blobs>{File}{File}</Blobs><NextMarker></NextMarker></EnumerationResults>",
            };
        }

        return new RawResponse { Text = request.Path.EndsWith("inputData", StringComparison.Ordinal) ? Inputs : Result.Text }
            .With("ETag", "\"1\"").With("Last-Modified", "Fri, 09 Oct 2026 00:00:00 GMT").With("x-ms-blob-type", "BlockBlob");
    }

    private string Prepare(string recorded) => recorded
        .Replace("{endpoint}", endpoint.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal)
        .Replace("{workspace}", ClientFixture.WorkspacePath, StringComparison.Ordinal)
        .Replace("https://fernlabdata.blob.core.windows.net:443", $"{endpoint.AbsoluteUri}account", StringComparison.Ordinal)
        .Replace("https://fernlabdata.blob.core.windows.net", $"{endpoint.AbsoluteUri}account", StringComparison.Ordinal)
        .Replace("/store/", "/account/", StringComparison.Ordinal)
        .Replace("se=2026", "se=2099", StringComparison.Ordinal)
        .Replace(IonQResults, Result.Format, StringComparison.Ordinal);

    private static string Read(string file, string name) => Recording.Find(Version, file, name).Body!.ToJsonString();
}
