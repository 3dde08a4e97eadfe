using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;

namespace Marketplace.Accounts.Registry;

/// <summary>
/// ← CarrierPublished. A carrier that its county has confirmed can be given a first administrator, until its registration ends.
/// </summary>
public sealed class LearnCarriers(AccountsDb db) : IConsume<CarrierPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<CarrierPublished> messages, CancellationToken ct) => await db.KeepNewestAsync(
        messages.Select(ToOrganisation), organisation => organisation.Id, organisation => organisation.Version, ct);

    static Organisation ToOrganisation(CarrierPublished published) => new()
    {
        Id = published.CarrierId,
        Version = published.Version,
        Kind = OrganisationKind.Carrier,
        Name = published.Name,
        RegionId = published.EndedOn is null ? published.RegistrationPath.RegionId : null,
    };
}
