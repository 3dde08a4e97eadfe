using System.Text.Json;
using Marketplace.Platform.Messaging;

namespace Marketplace.Platform.Proposals;

/// <summary>The commands of a service that several sides confirm, and how each takes effect. A service registers one of it.</summary>
/// <typeparam name="TDb">The database of the service.</typeparam>
/// <param name="path">Where proposals are read, such as "/units/proposals".</param>
public sealed class ProposedCommands<TDb>(string path)
{
    readonly Dictionary<string, Func<IServiceProvider, string, CancellationToken, Task<string>>> _commands = [];

    /// <summary>Adds a command.</summary>
    /// <param name="operation">Its operationId.</param>
    /// <param name="apply">
    /// Does what the body says and returns where to read the outcome. It checks the rules again, since time has passed. What it leaves
    /// unsaved is saved with the confirmation.
    /// </param>
    public ProposedCommands<TDb> Add<TRequest>(string operation, Func<TRequest, IServiceProvider, CancellationToken, Task<string>> apply)
    {
        _commands.Add(operation, (services, content, ct) => apply(Read<TRequest>(content), services, ct));
        return this;
    }

    internal string LocationOf(Guid proposalId) => $"{path}/{proposalId}";

    internal Task<string> ApplyAsync(Proposal proposal, IServiceProvider services, CancellationToken ct) =>
        _commands[proposal.Operation](services, proposal.Content, ct);

    internal static string Write<TRequest>(TRequest request) => JsonSerializer.Serialize(request, MessageTypes.Json);

    static TRequest Read<TRequest>(string content) => JsonSerializer.Deserialize<TRequest>(content, MessageTypes.Json)
        ?? throw new InvalidOperationException("The content of a proposal is never null.");
}
