using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;

namespace Marketplace.Accounts.Registry;

/// <summary>← FacilitatorPublished. A facilitator that is registered can be given a first administrator.</summary>
public sealed class LearnFacilitators(AccountsDb db, TimeProvider clock) : IConsume<FacilitatorPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<FacilitatorPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.Select(ToOrganisation), organisation => organisation.Id, organisation => organisation.Version, ct);

    Organisation ToOrganisation(FacilitatorPublished published) => new()
    {
        Id = published.FacilitatorId,
        Version = published.Version,
        Kind = OrganisationKind.Facilitator,
        Name = published.Name,
        RegionId = published.Registrations.RegionIdOn(BusinessDay.Of(clock.GetUtcNow())),
    };
}
