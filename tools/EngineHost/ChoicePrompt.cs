using System.Management.Automation.Host;

namespace AzQuantumSession.EngineHost;

/// <summary>A prompt with a choice of answers, for example for -Confirm.</summary>
internal sealed class ChoicePrompt(PSHostUserInterface ui, IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
{
    private readonly string[] _labels = [.. choices.Select(choice => choice.Label.Replace("&", "", StringComparison.Ordinal))];

    // The letter after the ampersand, or an empty string.
    private readonly string[] _keys = [.. choices.Select(choice => choice.Label.Split('&') is [_, [char key, ..]] ? char.ToUpperInvariant(key).ToString() : "")];

    /// <summary>Prompts until the answer is one of the choices, and returns the index of the choice.</summary>
    /// <exception cref="PromptingException">The input ended.</exception>
    public int Ask()
    {
        while (true)
        {
            for (int i = 0; i < _labels.Length; i++)
            {
                ui.Write(i == defaultChoice ? ConsoleColor.Yellow : ConsoleColor.White, ui.RawUI.BackgroundColor, $"[{_keys[i]}] {_labels[i]}  ");
            }

            ui.Write(defaultChoice >= 0 ? $"[?] Help (default is \"{_keys[defaultChoice]}\"): " : "[?] Help : ");
            string answer = ui.ReadLine()?.Trim() ?? throw new PromptingException("The input ended before the question was answered.");
            int picked = answer.Length == 0 ? defaultChoice : Math.Max(Find(_labels, answer), Find(_keys, answer));
            if (picked >= 0)
            {
                return picked;
            }

            for (int i = 0; i < _labels.Length && answer == "?"; i++)
            {
                ui.WriteLine($"{_keys[i]} - {choices[i].HelpMessage}");
            }
        }
    }

    private static int Find(string[] names, string answer) => Array.FindIndex(names, name => name.Equals(answer, StringComparison.OrdinalIgnoreCase));
}
