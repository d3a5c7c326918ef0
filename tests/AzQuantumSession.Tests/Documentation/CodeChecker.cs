using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using AzQuantumSession.Tests.Engine;

namespace AzQuantumSession.Tests.Documentation;

/// <summary>
/// Finds what is wrong with a piece of PowerShell without running it: each command of the module has to bind, with what is given
/// on its line, to at least one parameter set.
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
        // Of a command that has nothing but its input, the binder cannot tell the set; that is found below.
        IEnumerable<string> faults = hasInput && call.CommandElements.Count == 1
            ? []
            : binding.BindingExceptions.Select(fault => $"{fault.Key}: {fault.Value.BindingException.Message} in: {call.Extent.Text}");
        IEnumerable<string> unknown = binding.BoundParameters.Keys
            .Where(name => !command.Parameters.ContainsKey(name))
            .Select(name => $"There is no parameter -{name} in: {call.Extent.Text}");
        return
        [
            .. faults,
            .. unknown,
            .. command.ParameterSets.Any(set => Fits(set, binding, hasInput)) ? Array.Empty<string>() : [$"No parameter set takes: {call.Extent.Text}"],
        ];
    }

    // The binder looks the command up in the thread's runspace.
    private StaticBindingResult Bind(CommandAst call)
    {
        Runspace? outer = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = session.Runspace;
        try
        {
            return StaticParameterBinder.BindCommand(call, resolve: true);
        }
        finally
        {
            Runspace.DefaultRunspace = outer;
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
