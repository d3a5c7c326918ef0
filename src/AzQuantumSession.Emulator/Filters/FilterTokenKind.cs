namespace AzQuantumSession.Emulator.Filters;

internal enum FilterTokenKind
{
    Word,
    Text,
    Open,
    Close,
    Comma,
    End,
}
