using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;

namespace Marketplace.Accounts.Registry;

/// <summary>← StationPublished. A village station that an office has registered can be given a keeper.</summary>
public sealed class LearnStations(AccountsDb db) : IConsume<StationPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<StationPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.Select(ToOrganisation), organisation => organisation.Id, organisation => organisation.Version, ct);

    static Organisation ToOrganisation(StationPublished published) => new()
    {
        Id = published.StationId,
        Version = published.Version,
        Kind = OrganisationKind.Station,
        Name = published.Name,
        RegionId = published.RegionPath.RegionId,
    };
}
