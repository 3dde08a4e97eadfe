using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;

namespace Marketplace.Accounts.Registry;

/// <summary>← UnitPublished. A purchasing unit that its region has confirmed can be given a first administrator.</summary>
public sealed class LearnUnits(AccountsDb db, TimeProvider clock) : IConsume<UnitPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.Select(ToOrganisation), organisation => organisation.Id, organisation => organisation.Version, ct);

    Organisation ToOrganisation(UnitPublished published) => new()
    {
        Id = published.UnitId,
        Version = published.Version,
        Kind = OrganisationKind.PurchasingUnit,
        Name = published.Name,
        RegionId = published.Affiliations.RegionIdOn(BusinessDay.Of(clock.GetUtcNow())),
    };
}
