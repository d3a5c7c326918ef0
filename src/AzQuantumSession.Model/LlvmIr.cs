using System.Text;

namespace AzQuantumSession;

/// <summary>Recognizes QIR programs, which are LLVM modules, by the start of the input.</summary>
internal static class LlvmIr
{
    /// <summary>The number of bytes that are sufficient to recognize a program.</summary>
    public const int HeaderLength = 4096;

    // The start of bitcode, and of the wrapper 0x0B17C0DE that tools for Darwin write around it.
    private static readonly byte[] Bitcode = [0x42, 0x43, 0xC0, 0xDE];
    private static readonly byte[] Wrapper = [0xDE, 0xC0, 0x17, 0x0B];

    private static readonly string[] Keywords = ["source_filename ", "source_filename=", "target datalayout", "target triple", "define ", "declare "];

    /// <summary>Returns whether an input is LLVM bitcode. Four bytes are sufficient.</summary>
    public static bool IsBitcode(ReadOnlySpan<byte> beginning) => beginning.StartsWith(Bitcode) || beginning.StartsWith(Wrapper);

    /// <summary>Returns whether an input is LLVM IR as text (<c>.ll</c>), which targets don't run.</summary>
    public static bool IsText(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith(Encoding.UTF8.Preamble))
        {
            beginning = beginning[Encoding.UTF8.Preamble.Length..];
        }

        foreach (string line in Encoding.UTF8.GetString(beginning).Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("; ModuleID", StringComparison.Ordinal))
            {
                return true;
            }

            // Comments can come before the first definition.
            if (line.Length > 0 && line[0] != ';')
            {
                return IsDefinition(line);
            }
        }

        return false;
    }

    // The keywords are lowercase: DECLARE is a declaration of Quil. A type or a global variable is '%Qubit = type opaque' or '@0 = ...'.
    private static bool IsDefinition(string line) =>
        Array.Exists(Keywords, keyword => line.StartsWith(keyword, StringComparison.Ordinal))
        || (line[0] is '%' or '@' && line.Contains('=', StringComparison.Ordinal));
}
