namespace AzQuantumSession.Completion;

/// <summary>A completion of an argument.</summary>
/// <param name="Value">The value to insert.</param>
/// <param name="Label">The text in the completion menu.</param>
/// <param name="ToolTip">The tooltip.</param>
internal sealed record CompletionItem(string Value, string Label, string ToolTip);
