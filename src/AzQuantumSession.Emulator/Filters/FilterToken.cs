namespace AzQuantumSession.Emulator.Filters;

/// <summary>A piece of a filter; for a text, <paramref name="Value"/> is without its quotes.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Value);
