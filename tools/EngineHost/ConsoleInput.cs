using System.Management.Automation;

namespace AzQuantumSession.EngineHost;

/// <summary>Reads lines from the console or from redirected input.</summary>
internal sealed class ConsoleInput(CancellationToken stopping)
{
    /// <summary>Reads a line, which is not shown if it is secret; null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">Ctrl+C was pressed.</exception>
    public string? ReadLine(bool isSecret = false)
    {
        // A read cannot be cancelled: after Ctrl+C it is left to the end of the process.
        Task<string?> reading = Task.Run(() => isSecret && !Console.IsInputRedirected ? ReadHidden() : Console.In.ReadLine());
        WaitHandle.WaitAny([((IAsyncResult)reading).AsyncWaitHandle, stopping.WaitHandle]);
        if (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        // The line of the prompt is not yet ended by what was typed.
        if (isSecret || Console.IsInputRedirected)
        {
            Console.Out.WriteLine(isSecret ? "" : reading.Result);
        }

        return reading.Result;
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
