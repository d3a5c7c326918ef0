namespace AzQuantumSession.Views;

/// <summary>Control sequences for colors and bold text.</summary>
/// <remarks>
/// The sequences are the defaults of <c>$PSStyle</c>, whose class <c>PSStyle</c> is not in PowerShellStandard. The engine removes them from
/// the output if <c>$PSStyle.OutputRendering</c>, <c>NO_COLOR</c>, or a redirection requires plain text.
/// </remarks>
internal static class AnsiStyle
{
    public const string Green = "\e[32m";

    public const string Red = "\e[31m";

    public const string BrightYellow = "\e[93m";

    public const string Cyan = "\e[36m";

    public const string Bold = "\e[1m";

    public const string Reset = "\e[0m";
}
