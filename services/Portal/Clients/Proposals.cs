using System.Text.Json;
using Marketplace.Client;

namespace Marketplace.Portal.Clients;

/// <summary>A proposal, the same in each service.</summary>
/// <param name="Service">Which service it waits in: the first part of its path.</param>
public sealed record Proposal(
    string Service, Guid ProposalId, string Operation, string ObjectId, string State, JsonElement Content, string? Document,
    string ProposedBy, string? ProposedFor, DateTimeOffset ProposedAt, DateTimeOffset ExpiresAt);

/// <summary>What waits for one's own side in all services, asked as one.</summary>
static class Proposals
{
    const int Most = 50;

    static readonly string[] Services = ["units", "catalog", "logistics", "credits", "ordering"];

    /// <summary>Those that wait for the person, the oldest first, at most 50 of each service.</summary>
    public static async Task<IReadOnlyList<Proposal>> WaitingAsync(this MarketplaceServices services, CancellationToken ct)
    {
        var found = await Task.WhenAll(Services.Select(async service =>
        {
            var page = await services.ReadAsync($"/{service}/proposals?mine=true&state=Proposed&size={Most}", ct);
            return page.GetProperty("items").EnumerateArray().Select(item => Read(service, item)).ToList();
        }));
        return [.. found.SelectMany(rows => rows).OrderBy(row => row.ProposedAt)];
    }

    /// <exception cref="ServiceException">There is none, or it is not the person's to see.</exception>
    public static async Task<Proposal> ProposalAsync(this MarketplaceServices services, string service, Guid id, CancellationToken ct) =>
        Services.Contains(service)
            ? Read(service, await services.ReadAsync($"/{service}/proposals/{id}", ct))
            : throw new ServiceException(service, StatusCodes.Status404NotFound, null, new Dictionary<string, IEnumerable<string>>(), null);

    static Proposal Read(string service, JsonElement item) =>
        item.Deserialize<Proposal>(JsonSerializerOptions.Web)! with { Service = service };
}
