namespace AzQuantumSession;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    // M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, Applied Statistics 37 (1988), 477-484. The
    // coefficients are in descending order of the power. The third interval of the algorithm begins beyond all confidence levels in use.
    private static readonly double[] CentralNumerator =
    [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
    ];

    private static readonly double[] CentralDenominator =
    [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0,
    ];

    private static readonly double[] TailNumerator =
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
    ];

    private static readonly double[] TailDenominator =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0,
    ];

    /// <summary>Returns the half width, in standard deviations, of the central interval with a probability.</summary>
    /// <param name="confidenceLevel">The probability of the interval: more than 0, and at most 0.999999999.</param>
    /// <returns>For example 1.96 for 0.95.</returns>
    public static double GetHalfWidth(double confidenceLevel)
    {
        double fromMedian = confidenceLevel / 2;
        if (fromMedian <= 0.425)
        {
            double x = 0.180625 - (fromMedian * fromMedian);
            return fromMedian * Evaluate(CentralNumerator, x) / Evaluate(CentralDenominator, x);
        }

        double tail = Math.Sqrt(-Math.Log(0.5 - fromMedian)) - 1.6;
        return Evaluate(TailNumerator, tail) / Evaluate(TailDenominator, tail);
    }

    private static double Evaluate(double[] coefficients, double x) => coefficients.Aggregate(0.0, (sum, coefficient) => (sum * x) + coefficient);
}
