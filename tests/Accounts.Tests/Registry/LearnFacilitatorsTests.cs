using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← FacilitatorPublished.</summary>
public sealed class LearnFacilitatorsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_whose_registration_ended_is_answered_for_where_it_last_was(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        FacilitatorPublished Version(long version, string name, DateOnly? until) => new()
        {
            FacilitatorId = id,
            Version = version,
            Name = name,
            Kind = FacilitatorKind.Hall,
            Registrations = [new Affiliation(new RegionPath("/330000/330200/330211/"), new DateOnly(2021, 5, 1), until)],
        };

        await accounts.Service.DeliverAsync(Version(2, "镇海馆", new DateOnly(2024, 1, 1)), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, "镇海馆", new DateOnly(2024, 1, 1)), ct: Ct);
        await accounts.Service.DeliverAsync(Version(1, "旧馆", null), ct: Ct);

        await using var scope = accounts.Service.OpenDb(out var db);
        var organisation = await db.Organisations.SingleAsync(row => row.Id == id, Ct);
        Assert.Equal((OrganisationKind.Facilitator, "镇海馆", "330211"), (organisation.Kind, organisation.Name, organisation.RegionId));
    }
}
