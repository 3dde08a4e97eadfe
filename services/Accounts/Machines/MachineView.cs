using Marketplace.Accounts.Domain;

namespace Marketplace.Accounts.Machines;

/// <summary>A machine as its organisation sees it.</summary>
public sealed record MachineView
{
    public required Guid MachineId { get; init; }

    /// <summary>The client id, and the subject of its tokens.</summary>
    public required string ClientId { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    internal static MachineView Of(Machine machine) => new()
    {
        MachineId = machine.Id,
        ClientId = machine.ClientId,
        Name = machine.Name,
        Role = machine.Role,
        RegisteredAt = machine.RegisteredAt,
        EndedAt = machine.EndedAt,
    };
}
