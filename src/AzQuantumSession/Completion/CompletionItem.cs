namespace AzQuantumSession.Completion;

/// <summary>Something that Tab offers.</summary>
/// <param name="Value">What is typed for the user.</param>
/// <param name="Label">What the menu shows.</param>
/// <param name="ToolTip">What is said of it.</param>
internal sealed record CompletionItem(string Value, string Label, string ToolTip);
