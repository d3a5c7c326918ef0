using System.Runtime.CompilerServices;

namespace AzQuantumSession.Tests.Soak;

/// <summary>A test that repeats random work for its share of the time: a method that runs a <see cref="Campaign"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CampaignAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);
