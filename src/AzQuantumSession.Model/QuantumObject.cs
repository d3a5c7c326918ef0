namespace AzQuantumSession;

/// <summary>The base class of the objects that have a view. The hidden properties of views that several types need are declared for it.</summary>
public abstract class QuantumObject
{
    private protected QuantumObject()
    {
    }
}
