using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Portal.Clients;

/// <summary>A proposal, the same in each service.</summary>
/// <param name="Service">Which service it waits in: the first part of its path.</param>
public sealed record Proposal(
    string Service, Guid ProposalId, string Operation, string ObjectId, string State, JsonElement Content, string? Document,
    string ProposedBy, string? ProposedFor, DateTimeOffset ProposedAt, DateTimeOffset ExpiresAt, IReadOnlyList<ProposalSide> Sides,
    DateTimeOffset? EndedAt = null, string? Reason = null);

/// <summary>Whom a proposal binds, and whether that side has confirmed it.</summary>
/// <param name="Name">As the command calls it, such as "buyer".</param>
/// <param name="RegionPath">The region that answers, with its ancestors.</param>
public sealed record ProposalSide(string Name, string RegionPath, DateTimeOffset? ConfirmedAt = null, string? Document = null);

/// <summary>What waits for one's own side in all services, asked as one.</summary>
static class Proposals
{
    const int Most = 50;

    static readonly string[] Services = ["units", "catalog", "logistics", "credits", "ordering"];

    /// <summary>Those that wait for the person, the oldest first, at most 50 of each service.</summary>
    public static async Task<IReadOnlyList<Proposal>> WaitingAsync(this MarketplaceServices services, CancellationToken ct)
    {
        var found = await Task.WhenAll(Services.Select(service => services.WaitingAsync(service, ct)));
        return [.. found.SelectMany(rows => rows).OrderBy(row => row.ProposedAt)];
    }

    /// <summary>Those of one service that wait for the person, at most 50.</summary>
    public static async Task<IReadOnlyList<Proposal>> WaitingAsync(
        this MarketplaceServices services, string service, CancellationToken ct)
    {
        var page = await services.ReadAsync($"/{service}/proposals?mine=true&state=Proposed&size={Most}", ct);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => Read(service, item))];
    }

    /// <summary>What is proposed of something and not answered yet; null when nothing is.</summary>
    public static async Task<Proposal?> OpenProposalAsync(
        this MarketplaceServices services, string service, string objectId, CancellationToken ct)
    {
        var page = await services.ReadAsync($"/{service}/proposals?state=Proposed&size=1&objectId={Uri.EscapeDataString(objectId)}", ct);
        return page.GetProperty("items").EnumerateArray().Select(item => Read(service, item)).FirstOrDefault();
    }

    /// <exception cref="ServiceException">There is none, or it is not the person's to see.</exception>
    public static async Task<Proposal> ProposalAsync(this MarketplaceServices services, string service, Guid id, CancellationToken ct) =>
        Services.Contains(service)
            ? Read(service, await services.ReadAsync($"/{service}/proposals/{id}", ct))
            : throw new ServiceException(service, StatusCodes.Status404NotFound, null, new Dictionary<string, IEnumerable<string>>(), null);

    static Proposal Read(string service, JsonElement item) =>
        item.Deserialize<Proposal>(JsonSerializerOptions.Web)! with { Service = service };
}
