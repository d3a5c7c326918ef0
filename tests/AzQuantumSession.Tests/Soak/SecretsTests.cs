using System.Management.Automation;
using System.Text.RegularExpressions;
using AzQuantumSession.Tests.Engine;
using AzQuantumSession.Tests.Soak.Secrets;
using Microsoft.PowerShell.Commands;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace AzQuantumSession.Tests.Soak;

/// <summary>Runs all commands with random keys, tokens, and signatures under random faults, and searches every text that comes out.</summary>
[Collection(CampaignGroup.Name)]
public sealed partial class SecretsTests
{
    private static readonly Dictionary<string, Type> Commands = new()
    {
        ["Format-List"] = typeof(FormatListCommand),
        ["Out-String"] = typeof(OutStringCommand),
        ["ConvertTo-Json"] = typeof(ConvertToJsonCommand),
        ["Get-Error"] = typeof(GetErrorCommand),
        ["Out-Default"] = typeof(OutDefaultCommand),
    };

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("a %2b{0}", true)]
    [InlineData("https://a/b?sv=1&sig=abcdefgh%3D", true)]
    [InlineData("https://a/b?sv=1&sig=... x", false)]
    [InlineData("nothing", false)]
    public void SecretFinder_finds_parts_and_encoded_secrets(string format, bool isFound)
    {
        const string Secret = "k3y/WITH+special=0123456789";
        SecretFinder finder = new(Secret);
        string bytes = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"x{Secret}y"));
        foreach (string shown in new[] { Secret, Secret[5..17], Uri.EscapeDataString(Secret), bytes, Secret.Replace("+", "\\u002B", StringComparison.Ordinal) })
        {
            Assert.Equal(isFound, finder.Find(format.Replace("{0}", shown, StringComparison.Ordinal)) is not null);
        }
    }

    [Fact]
    public void Scripts_use_every_command()
    {
        string all = string.Join('\n', SecretScripts.All.Select(script => script.Script));
        string[] commands = [.. CommandPattern().Matches(File.ReadAllText(EngineSession.ModulePath)).Select(match => match.Value)];

        Assert.True(commands.Length > 20);
        Assert.All(commands, command => Assert.Contains(command, all, StringComparison.Ordinal));
    }

    [Campaign]
    public async Task Secrets()
    {
        Campaign campaign = new();
        int texts = 0;
        long characters = 0;
        int errors = 0;
        string identitySecret = CreateSecret(new Random(SoakOptions.Seed), 48);
        await using EchoingSignIn signIn = await EchoingSignIn.StartAsync(identitySecret);
        await campaign.RunAsync(2, async (_, random) =>
        {
            string token = $"{CreateSecret(random, 20)}.{CreateSecret(random, 60)}.{CreateSecret(random, 43)}";
            await using EmulatorFixture emulator = await EmulatorFixture.StartAsync(new() { AccessTokens = [token], QueueTime = TimeSpan.Zero, JobDuration = TimeSpan.FromMilliseconds(20) });
            using EngineSession session = new(new EngineSessionOptions { Commands = Commands });
            using TempFolder folder = new();
            string[] secrets = [emulator.Server.ApiKey, token, CreateSecret(random, 44), CreateSecret(random, 80), CreateSecret(random, 40), identitySecret];
            SetVariables(session, emulator, folder, secrets);
            session["identity"] = EchoingSignIn.CreateClientId(random);
            int current = random.Next(2);
            session["isToken"] = current == 1;
            session.Run(SecretScripts.Initialize).AssertNoErrors();
            SecretFinder finder = new(secrets);
            int seed = random.Next();
            foreach ((string script, int secret) in SecretScripts.All)
            {
                // The same fault, but with the secret of the request.
                JsonObject? fault = SecretFaults.Create(new Random(seed), secrets[secret < 0 ? current : secret]);
                if (fault is not null)
                {
                    await emulator.ClearFaultsAsync();
                    await emulator.FaultAsync(fault);
                }

                ScriptResult result = Run(session, script);
                foreach (string text in OutputDump.Write(session, result).Append(session.Host.Screen.ToString()))
                {
                    Interlocked.Increment(ref texts);
                    Interlocked.Add(ref characters, text.Length);
                    string? found = finder.Find(text);
                    Assert.True(found is null, $"{script}, with {fault?.ToJsonString() ?? "no fault"}: {found}");
                }

                Interlocked.Add(ref errors, result.Output.Count(item => item?.BaseObject is ErrorRecord) + (result.Exception is null ? 0 : 1));
            }
        });
        campaign.Add("Scripts per iteration", SecretScripts.All.Count);
        campaign.Add("Errors", errors);
        campaign.Add("Sign-in responses", signIn.Requests);
        campaign.Add("Searched texts", texts);
        campaign.Add("Searched characters", $"{characters / 1_000_000} million");
        campaign.Report();
    }

    private static void SetVariables(EngineSession session, EmulatorFixture emulator, TempFolder folder, string[] secrets)
    {
        session["connectionString"] = emulator.Server.ConnectionString;
        session["subscription"] = ClientFixture.Subscription;
        session["endpoint"] = emulator.Server.Endpoint;
        session["key"] = ClientFixture.Secret(secrets[0]);
        session["token"] = ClientFixture.Secret(secrets[1]);
        session["wrongKey"] = ClientFixture.Secret(secrets[2]);
        session["wrongToken"] = ClientFixture.Secret(secrets[3]);
        session["credential"] = new PSCredential("11111111-2222-3333-4444-555555555556", ClientFixture.Secret(secrets[4]));
        session["bell"] = Circuits.Bell;
        session["folder"] = folder.GetPath("files");
        session["report"] = folder.GetPath("report.html");
        session.Run($"Import-Module '{Path.Combine(Checkout.Root, "out", "AzQuantumSession.Emulator", "AzQuantumSession.Emulator.psd1")}'").AssertNoErrors();
    }

    /// <summary>Runs a script with all streams, and shows its output in the host.</summary>
    private static ScriptResult Run(EngineSession session, string script)
    {
        session.Host.Screen.Clear();
        ScriptResult result = session.Run(
            $"$VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'; $ConfirmPreference = 'None'; & {{ {script} }} *>&1");
        session["output"] = result.Output;
        session.Run("$output | Out-Default");
        return result;
    }

    private static string CreateSecret(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes)[..length];
    }

    [GeneratedRegex(@"[A-Z]\w+-AzQuantum\w+")]
    private static partial Regex CommandPattern();
}
