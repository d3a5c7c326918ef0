using AzQuantumSession.Output;

namespace AzQuantumSession.Handlers;

/// <summary>The input parameters of a job, and the parameters of the command that stand for one of them.</summary>
internal sealed record JobParameters
{
    /// <summary>The value of <c>-InputParams</c>.</summary>
    public IReadOnlyDictionary<string, object?> InputParams { get; init; } = new Dictionary<string, object?>();

    /// <summary>The number of shots; null if it is not specified.</summary>
    public int? Shots { get; init; }

    /// <summary>The function of a QIR program to run; null if it is not specified.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>The arguments of the entry point; null if they are not specified.</summary>
    public IReadOnlyList<object?>? Arguments { get; init; }

    /// <summary>The capabilities that a QIR program needs; null if they are not specified.</summary>
    public string? TargetProfile { get; init; }

    /// <summary>Checks that no value is specified twice.</summary>
    /// <param name="inputParams">The value of <c>-InputParams</c>, before its conversion.</param>
    /// <exception cref="CmdletException">A parameter of the command and an entry of <c>-InputParams</c> contradict each other.</exception>
    public void ThrowIfAmbiguous(IDictionary? inputParams)
    {
        string[] names = [.. (inputParams?.Keys ?? Array.Empty<object>()).Cast<object>().Select(key => $"{key}")];
        ThrowIfTwice(Shots, "-Shots", "The number of shots is", [.. ProviderTable.ShotsParameters]);
        ThrowIfTwice(EntryPoint, "-EntryPoint", "The entry point is", ProviderTable.EntryPointParameter, ProviderTable.ItemsParameter);
        ThrowIfTwice(Arguments, "-Argument", "The arguments are", ProviderTable.ArgumentsParameter, ProviderTable.ItemsParameter);
        ThrowIfTwice(TargetProfile, "-TargetProfile", "The target profile is", ProviderTable.TargetCapabilityParameter);

        void ThrowIfTwice(object? value, string parameter, string subject, params string[] equivalents)
        {
            if (value is not null && Array.Find(names, name => equivalents.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } twice)
            {
                throw new CmdletException(
                    ErrorIds.InputInvalid,
                    ErrorCategory.InvalidArgument,
                    $"{subject} given twice: in {parameter} and in '{twice}' of -InputParams.")
                {
                    IsTerminating = true,
                };
            }
        }
    }

    /// <summary>Returns the input parameters for a provider. QIR programs get the default entry point if none is specified.</summary>
    /// <exception cref="CmdletException">A parameter for QIR programs is specified, and the format of the input is another.</exception>
    public IReadOnlyDictionary<string, object?> ToInputParams(string providerId, string inputFormat)
    {
        ProviderDefinition provider = ProviderTable.Find(providerId);
        bool isQir = ProviderTable.FindFormat(inputFormat) is { IsQir: true };
        ThrowIfNotQir(isQir, inputFormat);
        Dictionary<string, object?> parameters = new(InputParams);
        if (isQir && provider.NeedsEntryPoint && !parameters.ContainsKey(ProviderTable.ItemsParameter))
        {
            parameters.TryAdd(ProviderTable.EntryPointParameter, ProviderTable.DefaultEntryPoint);
            parameters.TryAdd(ProviderTable.ArgumentsParameter, Array.Empty<object?>());
        }

        Set(provider.ShotsParameter, Shots);
        Set(ProviderTable.EntryPointParameter, EntryPoint);
        Set(ProviderTable.ArgumentsParameter, Arguments);
        Set(ProviderTable.TargetCapabilityParameter, TargetProfile);
        return parameters;

        void Set(string name, object? value)
        {
            if (value is not null)
            {
                parameters[name] = value;
            }
        }
    }

    private void ThrowIfNotQir(bool isQir, string inputFormat)
    {
        string? parameter = EntryPoint is not null ? "-EntryPoint" : Arguments is not null ? "-Argument" : TargetProfile is not null ? "-TargetProfile" : null;
        if (!isQir && parameter is not null)
        {
            throw new CmdletException(
                ErrorIds.InputInvalid,
                ErrorCategory.InvalidArgument,
                $"{parameter} is for QIR programs ({ProviderTable.Qir}), but the format of the input is '{inputFormat}'. The job was not submitted.");
        }
    }
}
