using Marketplace.Accounts.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Accounts.Tests.Registry;

/// <summary>← UnitPublished.</summary>
public sealed class LearnUnitsTests(SharedAccounts shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_is_answered_for_where_it_belongs_today(Engine engine)
    {
        var accounts = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();
        UnitPublished Version(long version, params Affiliation[] affiliations) => new()
        {
            UnitId = id,
            Version = version,
            Name = "镇海中学",
            Kind = UnitKind.School,
            IsCentral = false,
            IsPairingDesignated = false,
            Affiliations = affiliations,
        };
        Affiliation[] moved =
        [
            new(new RegionPath("/330000/330200/330212/"), new DateOnly(2010, 1, 1), new DateOnly(2020, 1, 1)),
            new(new RegionPath("/330000/330200/330211/"), new DateOnly(2020, 1, 1)),
        ];

        await accounts.Service.DeliverAsync(Version(2, moved), ct: Ct);
        await accounts.Service.DeliverAsync(Version(2, moved), ct: Ct);
        await accounts.Service.DeliverAsync(Version(1, moved[0]), ct: Ct);
        Assert.Equal((OrganisationKind.PurchasingUnit, "330211"), await ReadAsync(accounts, id));

        await accounts.Service.DeliverAsync(Version(3), ct: Ct);
        Assert.Equal((OrganisationKind.PurchasingUnit, null), await ReadAsync(accounts, id));
    }

    static async Task<(OrganisationKind Kind, string? RegionId)> ReadAsync(RunningAccounts accounts, Guid id)
    {
        await using var scope = accounts.Service.OpenDb(out var db);
        var organisation = await db.Organisations.SingleAsync(row => row.Id == id, Ct);
        return (organisation.Kind, organisation.RegionId);
    }
}
