using AzQuantumSession.EngineHost;

if (args is not [string manifest, string script, .. string[] arguments])
{
    Console.Error.WriteLine("usage: EngineHost <module manifest> <script> [arguments]");
    return 2;
}

if (!File.Exists(manifest))
{
    Console.Error.WriteLine($"The module is not built: '{Path.GetFullPath(manifest)}' does not exist. Run: bash build.sh build");
    return 1;
}

// The engine sends usage data unless this variable is set before the engine starts.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
using var runner = new ScriptRunner();
Console.CancelKeyPress += (_, pressed) =>
{
    // A second Ctrl+C ends the process, in case the script does not stop.
    pressed.Cancel = !runner.IsStopping;
    runner.Stop();
};
return runner.Run(Path.GetFullPath(manifest), Path.GetFullPath(script), arguments);
