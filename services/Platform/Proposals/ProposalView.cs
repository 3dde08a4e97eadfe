using System.Text.Json;

namespace Marketplace.Platform.Proposals;

/// <summary>A proposal as its sides see it.</summary>
public sealed record ProposalView
{
    public required Guid ProposalId { get; init; }

    /// <summary>The command that takes effect once all sides have confirmed.</summary>
    public required string Operation { get; init; }

    /// <summary>The id of what it is about.</summary>
    public required string ObjectId { get; init; }

    public required ProposalState State { get; init; }

    /// <summary>The body of the command.</summary>
    public required JsonElement Content { get; init; }

    public string? Document { get; init; }

    /// <summary>The subject of the proposer.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The region or organisation of the proposer; absent for one of the nation.</summary>
    public string? ProposedFor { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>All that it binds, and who of them has confirmed.</summary>
    public required IReadOnlyList<SideView> Sides { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndedBy { get; init; }

    /// <summary>Why it was declined or withdrawn.</summary>
    public string? Reason { get; init; }

    /// <summary>Where to read what came of it.</summary>
    public string? Location { get; init; }

    /// <summary>A side and its answer.</summary>
    public sealed record SideView
    {
        public required string Name { get; init; }

        /// <summary>The region that answers, with its ancestors.</summary>
        public required string RegionPath { get; init; }

        /// <summary>The organisation that may answer too.</summary>
        public Guid? Organisation { get; init; }

        public string? ConfirmedBy { get; init; }

        public DateTimeOffset? ConfirmedAt { get; init; }

        public string? Document { get; init; }
    }

    internal static ProposalView Of(Proposal proposal, DateTimeOffset now) => new()
    {
        ProposalId = proposal.Id,
        Operation = proposal.Operation,
        ObjectId = proposal.ObjectId,
        State = proposal.StateAt(now),
        Content = JsonSerializer.Deserialize<JsonElement>(proposal.Content),
        Document = proposal.Document,
        ProposedBy = proposal.ProposedBy,
        ProposedFor = proposal.ProposedFor,
        ProposedAt = proposal.ProposedAt,
        ExpiresAt = proposal.ExpiresAt,
        Sides = [.. proposal.Sides.OrderBy(side => side.Name, StringComparer.Ordinal).Select(side => new SideView
        {
            Name = side.Name,
            RegionPath = side.RegionPath,
            Organisation = side.Organisation,
            ConfirmedBy = side.ConfirmedBy,
            ConfirmedAt = side.ConfirmedAt,
            Document = side.Document,
        })],
        EndedAt = proposal.EndedAt,
        EndedBy = proposal.EndedBy,
        Reason = proposal.Reason,
        Location = proposal.Location,
    };
}
