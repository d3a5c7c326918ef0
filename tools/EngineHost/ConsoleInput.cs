using System.Management.Automation;

namespace AzQuantumSession.EngineHost;

/// <summary>Reads lines from the console or from redirected input.</summary>
internal sealed class ConsoleInput(CancellationToken stopping)
{
    /// <summary>Reads a line, without showing it if it is secret. Returns null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public string? ReadLine(bool isSecret = false)
    {
        // A read cannot be cancelled. After Ctrl+C, it continues until the process ends.
        Task<string?> readTask = Task.Run(() => isSecret && !Console.IsInputRedirected ? ReadHidden() : Console.In.ReadLine());
        WaitHandle.WaitAny([((IAsyncResult)readTask).AsyncWaitHandle, stopping.WaitHandle]);
        if (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        // The console did not echo the end of the line, so the prompt's line must be ended here.
        if (isSecret || Console.IsInputRedirected)
        {
            Console.Out.WriteLine(isSecret ? "" : readTask.Result);
        }

        return readTask.Result;
    }

    private static string ReadHidden()
    {
        string text = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            text = key.Key == ConsoleKey.Backspace ? text[..^Math.Min(1, text.Length)] : text + key.KeyChar;
        }

        return text;
    }
}
