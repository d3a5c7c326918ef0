namespace AzQuantumSession.Emulator.Filters;

/// <summary>A token of a filter. The <paramref name="Value"/> of a string has no quotes.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Value);
