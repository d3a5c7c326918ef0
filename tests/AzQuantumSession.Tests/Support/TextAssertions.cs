namespace AzQuantumSession.Tests.Support;

/// <summary>Assertions about texts.</summary>
internal static class TextAssertions
{
    /// <summary>Asserts that a text contains each of several parts.</summary>
    public static void AssertContains(this string text, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}
