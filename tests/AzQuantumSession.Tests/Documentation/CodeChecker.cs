using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>
/// Checks PowerShell code without running it. Each call of a command of the module has to bind to at least one parameter set.
/// </summary>
internal sealed class CodeChecker(EngineSession session)
{
    private readonly Dictionary<string, CmdletInfo> _commands = session.Run("(Get-Module AzQuantumSession).ExportedCmdlets.Values")
        .As<CmdletInfo>()
        .ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Check(string code)
    {
        ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
        IEnumerable<CommandAst> calls = script.FindAll(node => node is CommandAst call && call.GetCommandName()?.Contains("-AzQuantum", StringComparison.Ordinal) is true, searchNestedScriptBlocks: true).Cast<CommandAst>();
        return [.. errors.Select(error => $"{error.Message} in: {error.Extent.Text}"), .. calls.SelectMany(CheckCall)];
    }

    private IEnumerable<string> CheckCall(CommandAst call)
    {
        if (!_commands.TryGetValue(call.GetCommandName(), out CmdletInfo? command))
        {
            return [$"There is no command {call.GetCommandName()}."];
        }

        bool hasInput = call.Parent is PipelineAst pipeline && pipeline.PipelineElements.IndexOf(call) > 0;
        StaticBindingResult binding = Bind(call);
        // The binder can't determine the set of a command that has only pipeline input. Fits checks this case.
        IEnumerable<string> bindingErrors = hasInput && call.CommandElements.Count == 1
            ? []
            : binding.BindingExceptions.Select(error => $"{error.Key}: {error.Value.BindingException.Message} in: {call.Extent.Text}");
        IEnumerable<string> unknownParameters = binding.BoundParameters.Keys
            .Where(name => !command.Parameters.ContainsKey(name))
            .Select(name => $"There is no parameter -{name} in: {call.Extent.Text}");
        return
        [
            .. bindingErrors,
            .. unknownParameters,
            .. command.ParameterSets.Any(set => Fits(set, binding, hasInput)) ? Array.Empty<string>() : [$"No parameter set takes: {call.Extent.Text}"],
        ];
    }

    // The binder looks up the command in the default runspace of the thread.
    private StaticBindingResult Bind(CommandAst call)
    {
        Runspace? previous = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = session.Runspace;
        try
        {
            return StaticParameterBinder.BindCommand(call, resolve: true);
        }
        finally
        {
            Runspace.DefaultRunspace = previous;
        }
    }

    private static bool Fits(CommandParameterSetInfo set, StaticBindingResult binding, bool hasInput)
    {
        IReadOnlyDictionary<string, CommandParameterInfo> parameters = set.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        IEnumerable<CommandParameterInfo> missing = parameters.Values.Where(parameter => parameter.IsMandatory && !binding.BoundParameters.ContainsKey(parameter.Name));
        return binding.BoundParameters.Keys.All(parameters.ContainsKey)
            && missing.All(parameter => hasInput && (parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName));
    }
}
