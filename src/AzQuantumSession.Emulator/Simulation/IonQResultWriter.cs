using System.Globalization;
using System.Text.Json.Nodes;
using AzQuantumSession.Emulator.Http;

namespace AzQuantumSession.Emulator.Simulation;

/// <summary>Writes <c>{"histogram":{"0":0.5,"3":0.5}}</c>: probabilities by decimal basis state.</summary>
internal static class IonQResultWriter
{
    // Probabilities below this precision are rounding errors and not possible outcomes.
    private const int Digits = 12;

    public static byte[] Write(StateVector state)
    {
        var histogram = new JsonObject();
        for (int basis = 0; basis < state.Amplitudes.Count; basis++)
        {
            double magnitude = state.Amplitudes[basis].Magnitude;
            double probability = Math.Round(magnitude * magnitude, Digits);
            if (probability > 0)
            {
                histogram.Add(basis.ToString(CultureInfo.InvariantCulture), probability);
            }
        }

        return Json.ToBytes(new JsonObject { ["histogram"] = histogram });
    }
}
